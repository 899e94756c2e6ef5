import { openEmbeddedStore } from '../../../src/store/embedded/store.js'

/*
 * Adds songs until a write fails, prints why and how many were acknowledged.
 * filler.js <data folder>
 */
process.on('SIGXFSZ', () => {})
const BATCH = 500
const SONG = { artist: null, album: null, year: null, genres: [], tags: [], durationSeconds: null, attributes: [] }
const store = await openEmbeddedStore(process.argv[2] ?? '')
let acknowledged = 0
try {
  for (;;) {
    const songs = Array.from({ length: BATCH }, (_, i) => ({
      ...SONG,
      id: `${acknowledged + i}`,
      title: 'x'.repeat(200),
    }))
    await store.songs.upsert(songs)
    acknowledged += BATCH
  }
} catch (error) {
  console.log(JSON.stringify({ acknowledged, reason: error instanceof Error ? error.message : String(error) }))
}
await store.close()
