import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { SongOrder } from '../../../src/domain/song.js'
import { openEmbeddedStore } from '../../../src/store/embedded/store.js'
import type { Store } from '../../../src/store/ports.js'
import { play, song } from '../contract/samples.js'

const SONGS = 3_000
const BATCHES = SONGS / 500

let folder: string
let store: Store
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linernotes-index-'))
  store = await openEmbeddedStore(folder)
  await store.songs.upsert(Array.from({ length: SONGS }, (_, i) => song(`s${i}`, { title: `T${i}` })))
  await store.plays.record([play('u', 's5', { count: 5 })])
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

const ids = async (order: SongOrder, first: number) =>
  (await store.songs.page({}, order, { first, after: null })).items.map(({ node }) => node.id)

test('the first page lets others run between batches, and who asks meanwhile shares them', async () => {
  let turns = 0
  let done = false
  const pages = Promise.all(Array.from({ length: 4 }, () => ids('PLAYS_DESC', 1))).finally(() => {
    done = true
  })
  while (!done) {
    await setImmediate()
    turns++
  }
  expect(await pages).toEqual([['s5'], ['s5'], ['s5'], ['s5']])
  expect(turns).toBeGreaterThanOrEqual(BATCHES - 1)
})

test('what changes while the first page is read is not lost', async () => {
  const page = store.songs.page({}, 'PLAYS_DESC', { first: 3, after: null })
  await setImmediate()
  await setImmediate()
  // Songs that were read already, s0 to s2, and ones that were not.
  await Promise.all([
    store.songs.update('s0', each => ({ ...each, title: 'A' })),
    store.songs.remove('s1'),
    store.songs.remove('s2999'),
    store.songs.add(song('new', { title: 'B' })),
    store.plays.record([play('u', 's2', { count: 7 }), play('u', 's2998', { count: 6 })]),
  ])
  await page
  expect((await store.songs.page({}, 'PLAYS_DESC', { first: 1, after: null })).totalCount).toBe(SONGS - 1)
  expect(await ids('PLAYS_DESC', 3)).toEqual(['s2', 's2998', 's5'])
  expect(await ids('TITLE_ASC', 3)).toEqual(['s0', 'new', 's10'])
})

test('a write that is over when a page is asked for counts in it, though others wait for the first page', async () => {
  const early = ids('TITLE_ASC', 1)
  await setImmediate()
  await store.songs.add(song('new', { title: 'A' }))
  expect(await ids('TITLE_ASC', 1)).toEqual(['new'])
  await early
})
