import { writeSync } from 'node:fs'
import { openEmbeddedStore } from '../../../src/store/embedded/store.js'
import { OPERATIONS } from './operations.js'

/* Runs the operations one after another, and prints the name of each when it is acknowledged. operate.js <data folder> */
const store = await openEmbeddedStore(process.argv[2] ?? '')
for (const { name, run } of OPERATIONS) {
  await run(store)
  writeSync(1, `${name}\n`)
}
await store.close()
