import { storeContract } from './contract.js'
import { openNewStore, withServer } from './mongo/server.js'

withServer('MongoDB', () => storeContract('mongo', openNewStore))
