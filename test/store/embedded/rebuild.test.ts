import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { NO_TASTE } from '../../../src/domain/user.js'
import { Environment } from '../../../src/store/embedded/environment.js'
import { openTables, type Tables } from '../../../src/store/embedded/schema.js'
import { openEmbeddedStore } from '../../../src/store/embedded/store.js'
import type { Store } from '../../../src/store/ports.js'
import { collect } from '../contract/harness.js'
import { keptList } from '../contract/kept-lists.js'
import { minute, opinion, play, review, song } from '../contract/samples.js'
import { recount, told } from '../recount.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linernotes-rebuild-'))
  await withStore(async store => {
    await store.songs.upsert(['a', 'b', 'c'].map(id => song(id)))
    for (const user of ['u', 'v']) {
      await store.plays.record([play(user, 'a', { count: 3 }), play(user, 'b', { eventId: 'e', playedAt: minute(1) })])
      await store.reviews.put(review(user, 'a', { rating: 4, opinions: [opinion('mix', 0.5)] }))
      await store.tags.replace(user, 'a', ['x', user])
    }
    await store.tastes.put('w', NO_TASTE)
    await store.keptLists.keep([keptList('l')])
  })
})
afterEach(() => rm(folder, { recursive: true }))

async function withStore<T>(use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openEmbeddedStore(folder)
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}

/** Changes the tables behind the store's back. */
async function spoil(change: (tables: Tables) => void): Promise<void> {
  const environment = new Environment(join(folder, 'store'))
  const tables = openTables(environment)
  await environment.write(() => change(tables))
  await environment.close()
}

const NOTHING = { reviewCount: 0, positive: 0, neutral: 0, negative: 0, sentimentSum: 0, ratingCount: 0, ratingSum: 0 }

test.each<[string, (tables: Tables) => void]>([
  ['totals of a song', ({ songPlays }) => songPlays.put(['a'], [99, 9])],
  ['totals of a song, gone', ({ songReviews }) => songReviews.remove('a')],
  [
    'totals of a song without reviews',
    ({ songReviews }) => songReviews.put(['c'], { ...NOTHING, reviewCount: 1, aspects: {} }),
  ],
  ['tags of a song', ({ songTags }) => songTags.put(['a'], [['x', 7]])],
  ['counts of a user', ({ users }) => users.put(['u'], [1, 1, 1, 1, 1])],
  ['a user, gone', ({ users }) => users.remove('v')],
  ['a user with a taste, gone', ({ users }) => users.remove('w')],
  ['a user who never was', ({ users }) => users.put(['x'], [1, 0, 0, 0, 0])],
  ['totals of the catalogue', ({ catalogueCounts }) => catalogueCounts.put([''], [7, 7, 7])],
  ['reviews of the catalogue', ({ catalogueReviews }) => catalogueReviews.remove('')],
  ['quotes, gone', ({ quotes }) => quotes.remove('a', 'mix', -0.5, review('u', 'a').id, 0)],
  [
    'a quote of no review',
    ({ quotes }) => quotes.put(['a', 'mix', -1, 'r', 0], { reviewId: 'r', text: 'x', start: 0, end: 1, polarity: 1 }),
  ],
  [
    'a review out of the lists',
    ({ reviewsOfUser, reviewsOfSong }) => {
      reviewsOfUser.remove('u', -minute(0).getTime(), review('u', 'a').id)
      reviewsOfSong.remove('a', -minute(0).getTime(), review('u', 'a').id)
    },
  ],
  [
    'lists with reviews that are not there',
    ({ reviewsOfUser, reviewsOfSong }) => {
      reviewsOfUser.put(['u', -5, 'r'], 1)
      reviewsOfSong.put(['a', -5, 'r'], 1)
    },
  ],
  [
    'what a removal takes along, gone',
    ({ playsOfSong, taggers }) => {
      playsOfSong.remove('a', 'u', '')
      taggers.remove('a', 'v')
    },
  ],
  [
    'plays, events, reviews and tags of songs that are not there',
    ({ plays, events, reviews, tags }) => {
      plays.put(['u', 'nowhere'], [5, null])
      events.put(['u', 'other'], 'nowhere')
      const record = reviews.get(review('u', 'a').id)
      if (record) reviews.put(['r'], { ...record, id: 'r', songId: 'nowhere' })
      tags.put(['u', 'nowhere'], ['x'])
    },
  ],
  ['a song that was taken away by itself', ({ songs }) => songs.remove('b')],
  [
    'rows of kept lists',
    ({ keptByAge, keptOfUser, meta }) => {
      keptByAge.remove(minute(1).getTime(), 'l')
      keptOfUser.put(['u', 'other'], 1)
      meta.put(['keptLists'], 99)
    },
  ],
])('%s', async (_, change) => {
  await spoil(change)
  await withStore(store => store.rebuild())
  await withStore(async store => {
    const counted = await recount(store, ['w'])
    expect(await told(store, counted)).toEqual(counted)
    for (const id of counted.users.keys()) {
      const reviews = (await collect(store.reviews.all())).filter(each => each.userId === id)
      expect(await store.reviews.ofUser(id)).toEqual(reviews)
    }
    expect((await store.songs.page({}, 'TITLE_ASC', { first: 9, after: null })).totalCount).toBe(counted.songs.size)
    expect(await store.users.get('x')).toBeNull()

    // What hangs on the indexes: removals leave nothing behind.
    for (const id of ['a', 'b', 'c']) await store.songs.remove(id)
    expect(await collect(store.plays.all())).toEqual([])
    expect(await collect(store.plays.events())).toEqual([])
    expect(await collect(store.reviews.all())).toEqual([])
    expect(await collect(store.tags.all())).toEqual([])
    await store.users.erase('u')
    expect(await store.keptLists.get('l')).toBeNull()
  })
})

test('songs that the log of changes lost are listed again', async () => {
  await spoil(tables => tables.songs.put(['new'], song('new')))
  await withStore(store => store.rebuild())
  await withStore(async store => {
    const { items } = await store.songs.page({}, 'TITLE_ASC', { first: 9, after: null })
    expect(items.map(({ node }) => node.id)).toEqual(['a', 'b', 'c', 'new'])
    expect((await store.songs.catalogueTotals()).songCount).toBe(4)
  })
})
