import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { seededRandom } from '../../../src/recommender/random.js'
import { openEmbeddedStore } from '../../../src/store/embedded/store.js'
import type { Store } from '../../../src/store/ports.js'
import { type Children, compileChildren, linesOf, startNode } from '../child.js'
import { missing, writeAll } from '../children/writes.js'
import { play, song } from '../contract/samples.js'
import { recount, told } from '../recount.js'

const KILLS = 5
const SHARED_WRITES = 40
const STREAMED = 200_000
/** MB. All plays at once, kept in an array, take 34 and end the process. */
const HEAP = 24

let children: Children
const folders: string[] = []
let folder: string

beforeAll(async () => {
  children = await compileChildren()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linernotes-store-'))
  folders.push(folder)
})
afterAll(async () => {
  await children.dispose()
  for (const each of folders) await rm(each, { recursive: true })
})

test('a kill at any moment loses no acknowledged write and leaves no half of one', async () => {
  const random = seededRandom(1)
  const acknowledged: string[] = []
  for (let round = 0; round < KILLS; round++) {
    const child = startNode(children.argsOf('writer', folder, `${'x'.repeat(round)} round ${round}`, '1000000'))
    const ended = await linesOf(child, name => {
      if (acknowledged.push(name) % 3 === 1) setTimeout(() => child.kill('SIGKILL'), 150 * random())
    })
    expect(ended).toBe('SIGKILL')
  }
  await openingStore(async store => {
    expect((await Promise.all(acknowledged.map(name => missing(store, name)))).flat()).toEqual([])
    expect(await told(store, await recount(store))).toEqual(await recount(store))
  })
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS)
})

test('two other processes write while this one does: each sees the others, nothing is lost', async () => {
  await openingStore(async store => {
    const names: string[] = []
    const unseen: Promise<string[]>[] = []
    const others = ['one', 'two'].map(prefix =>
      linesOf(startNode(children.argsOf('writer', folder, prefix, String(SHARED_WRITES))), name => {
        names.push(name)
        unseen.push(eventually(store, name))
      }),
    )
    for (let i = 0; i < SHARED_WRITES; i++) {
      await writeAll(store, `here ${i}`)
      names.push(`here ${i}`)
    }
    expect(await Promise.all(others)).toEqual([0, 0])
    expect((await Promise.all(unseen)).flat()).toEqual([])
    const page = await store.songs.page({}, 'PLAYS_DESC', { first: 1, after: null })
    expect(page.totalCount).toBe(3 * SHARED_WRITES)
    expect(names).toHaveLength(3 * SHARED_WRITES)
    expect((await Promise.all(names.map(name => missing(store, name)))).flat()).toEqual([])
    expect(await told(store, await recount(store))).toEqual(await recount(store))
  })
})

test(`${STREAMED} plays stream within a heap of ${HEAP} MB`, async () => {
  const SONGS = 1_000
  const ids = Array.from({ length: SONGS }, (_, i) => `song ${i}`)
  await openingStore(async store => {
    await store.songs.upsert(ids.map(id => song(id)))
    const users = Array.from({ length: STREAMED / SONGS }, (_, i) => `user ${i}`)
    while (users.length > 0) {
      await store.plays.record(users.splice(0, 20).flatMap(userId => ids.map(id => play(userId, id))))
    }
  })
  const lines: string[] = []
  const child = startNode([`--max-old-space-size=${HEAP}`, ...children.argsOf('streamer', folder)])
  expect(await linesOf(child, line => lines.push(line))).toBe(0)
  expect(lines.map(line => JSON.parse(line))).toEqual([{ count: STREAMED, ordered: true }])
})

async function openingStore(use: (store: Store) => Promise<void>): Promise<void> {
  const store = await openEmbeddedStore(folder)
  try {
    await use(store)
  } finally {
    await store.close()
  }
}

/** What another process acknowledged is seen from the next turn of the event loop on. */
async function eventually(store: Store, name: string): Promise<string[]> {
  await new Promise(resolve => setTimeout(resolve, 10))
  return missing(store, name)
}
