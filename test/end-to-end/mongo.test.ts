import { afterAll } from '@jest/globals'
import { dropDatabase, newDatabase, withServer } from '../store/mongo/server.js'
import { demoSuite } from './demo.js'

withServer('On MongoDB', () => {
  let uri = ''
  demoSuite(() => {
    uri = newDatabase()
    return { MONGODB_URI: uri }
  })
  afterAll(() => dropDatabase(uri))
})
