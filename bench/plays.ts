/*
 * How many plays does the embedded store record in a second, durably, in batches of 1,000, beside lmdb alone putting what
 * the store then holds of them (the same keys and values, shuffled, in as many batches)?
 * node dist/bench/plays.js
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asBinary, open } from 'lmdb'
import type { Play } from '../src/domain/play.js'
import { seededRandom } from '../src/recommender/random.js'
import { openEmbeddedStore } from '../src/store/embedded/store.js'

const BATCH = 1_000
const BATCHES = 50
const USERS = 2_000
const SONGS = 20_000
const OF_PLAYS = ['plays', 'playsOfSong', 'events', 'songPlays', 'users']
const RAW = { keyEncoding: 'binary', encoding: 'binary' } as const

const random = seededRandom(1)
const below = (n: number) => Math.floor(random() * n)
const folder = await mkdtemp(join(tmpdir(), 'linernotes-plays-'))

const store = await openEmbeddedStore(folder)
const song = { artist: null, album: null, year: null, genres: [], tags: [], durationSeconds: null, attributes: [] }
await store.songs.upsert(Array.from({ length: SONGS }, (_, i) => ({ ...song, id: `song-${i}`, title: `Song ${i}` })))
const batches = Array.from({ length: BATCHES }, (_, batch) => Array.from({ length: BATCH }, (_, i) => play(batch, i)))
const ours = await perSecond(batches, batch => store.plays.record(batch))
await store.close()

const kept = open(join(folder, 'store'), { ...RAW, overlappingSync: false, maxDbs: 64 })
const entries = OF_PLAYS.flatMap(name =>
  Array.from(kept.openDB<Buffer, Buffer>({ ...RAW, name }).getRange({}), entry => ({ name, ...entry, at: random() })),
).sort((a, b) => a.at - b.at)
await kept.close()
const raw = open(join(folder, 'raw'), { ...RAW, overlappingSync: false, maxDbs: 64 })
const dbs = new Map(OF_PLAYS.map(name => [name, raw.openDB<unknown, Uint8Array>({ ...RAW, name })]))
const size = Math.ceil(entries.length / BATCHES)
const parts = Array.from({ length: BATCHES }, (_, i) => entries.slice(i * size, (i + 1) * size))
const alone = await perSecond(parts, part =>
  raw.batch(() => {
    for (const { name, key, value } of part) dbs.get(name)?.put(key, asBinary(value))
  }),
)
await raw.close()
await rm(folder, { recursive: true })

console.log(`store: ${ours.toFixed(0)} plays/s (goal 20,000)`)
console.log(`lmdb alone: ${alone.toFixed(0)} plays/s, ${(entries.length / BATCHES / BATCH).toFixed(1)} entries a play`)
console.log(`ratio: ${((100 * ours) / alone).toFixed(0)} % (goal 40 %)`)

/** Popular songs are played more, as in life. */
function play(batch: number, i: number): Play {
  const songId = `song-${Math.floor(SONGS * random() ** 3)}`
  return { userId: `user-${below(USERS)}`, songId, count: 1, playedAt: new Date(1e12 + i), eventId: `${batch}-${i}` }
}

/** Plays a second when every batch of them waits for the one before. */
async function perSecond<T>(batches: readonly T[], write: (batch: T) => Promise<unknown>): Promise<number> {
  const start = performance.now()
  for (const batch of batches) await write(batch)
  return (1000 * BATCHES * BATCH) / (performance.now() - start)
}
