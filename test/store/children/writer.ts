import { writeSync } from 'node:fs'
import { openEmbeddedStore } from '../../../src/store/embedded/store.js'
import { writeAll } from './writes.js'

/*
 * Writes what belongs to `<prefix> 0`, `<prefix> 1` … and prints each name once its writes are acknowledged.
 * writer.js <data folder> <prefix> <how many>
 */
const [dataDir = '', prefix = '', count = '0'] = process.argv.slice(2)
const store = await openEmbeddedStore(dataDir)
for (let i = 0; i < Number(count); i++) {
  await writeAll(store, `${prefix} ${i}`)
  writeSync(1, `${prefix} ${i}\n`)
}
await store.close()
