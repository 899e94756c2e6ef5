import { openEmbeddedStore } from '../../../src/store/embedded/store.js'

/* Streams all plays, and prints how many there are and whether each came after the one before. streamer.js <data folder> */
const store = await openEmbeddedStore(process.argv[2] ?? '')
let count = 0
let last = ''
let ordered = true
for await (const { userId, songId } of store.plays.all()) {
  const place = `${userId} ${songId}`
  ordered &&= place > last
  last = place
  count++
}
await store.close()
console.log(JSON.stringify({ count, ordered }))
