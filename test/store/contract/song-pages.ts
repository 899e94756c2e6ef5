import { describe, expect, test } from '@jest/globals'
import { BadInputError } from '../../../src/domain/errors.js'
import type { SongFilter, SongOrder } from '../../../src/domain/song.js'
import type { Store } from '../../../src/store/ports.js'
import { nodesOf, type OpenStore, pageThrough } from './harness.js'
import { play, review, song } from './samples.js'

const ALL_ORDERS: readonly SongOrder[] = [
  'TITLE_ASC',
  'YEAR_ASC',
  'YEAR_DESC',
  'PLAYS_DESC',
  'REVIEWS_DESC',
  'SENTIMENT_DESC',
]

export function songPagesContract(open: OpenStore): void {
  describe('pages of songs', () => {
    test('an empty store has one empty page', async () => {
      const { store } = await open()
      for (const order of ALL_ORDERS) {
        const page = await store.songs.page({}, order, { first: 1, after: null })
        expect(page).toEqual({ items: [], totalCount: 0, hasNextPage: false, hasPreviousPage: false })
      }
    })

    test('titles order without case and accents, ties by id', async () => {
      const { store } = await open()
      const titles = { 1: 'élan', 2: 'Eland', 3: 'ELAN', 4: 'zoo', 5: 'Ärger', 6: 'arger', 7: 'ﬁn', 8: 'FIN', 9: '🎵' }
      await store.songs.upsert(Object.entries(titles).map(([id, title]) => song(id, { title })))
      expect(await idsOf(store, {}, 'TITLE_ASC')).toEqual(['5', '6', '1', '3', '2', '7', '8', '4', '9'])
    })

    test('years order in both directions, songs without one last', async () => {
      const { store } = await open()
      const years = { a: 2000, b: null, c: 1950, d: 2000, e: null }
      await store.songs.upsert(Object.entries(years).map(([id, year]) => song(id, { year })))
      expect(await idsOf(store, {}, 'YEAR_ASC')).toEqual(['c', 'a', 'd', 'b', 'e'])
      expect(await idsOf(store, {}, 'YEAR_DESC')).toEqual(['a', 'd', 'c', 'b', 'e'])
    })

    test('most played and most reviewed first, at once after a write', async () => {
      const { store } = await open()
      await store.songs.upsert([song('a'), song('b'), song('c')])
      expect(await idsOf(store, {}, 'PLAYS_DESC')).toEqual(['a', 'b', 'c'])
      await store.plays.record([play('u', 'c', { count: 5 }), play('u', 'b')])
      expect(await idsOf(store, {}, 'PLAYS_DESC')).toEqual(['c', 'b', 'a'])
      await store.plays.record([play('v', 'b', { count: 9 })])
      expect(await idsOf(store, {}, 'PLAYS_DESC')).toEqual(['b', 'c', 'a'])
      await store.reviews.putMany([review('u', 'c'), review('v', 'c'), review('u', 'a')])
      expect(await idsOf(store, {}, 'REVIEWS_DESC')).toEqual(['c', 'a', 'b'])
      await store.reviews.remove(review('u', 'a').id)
      expect(await idsOf(store, {}, 'REVIEWS_DESC')).toEqual(['c', 'a', 'b'])
      await store.songs.remove('c')
      expect(await idsOf(store, {}, 'REVIEWS_DESC')).toEqual(['a', 'b'])
    })

    /*
     * Three reviews of 1, 1 and -1: the catalogue's mean is 1/3. With a prior of 5 reviews: two good ones give
     * (2 + 5/3) / 7 = 0.524, none gives 1/3, a bad one gives (-1 + 5/3) / 6 = 0.111.
     */
    test('best reviewed first, by the shrunk score', async () => {
      const { store } = await open()
      await store.songs.upsert([song('bad'), song('good'), song('none')])
      await store.reviews.putMany([
        review('u', 'good', { score: 1 }),
        review('v', 'good', { score: 1 }),
        review('u', 'bad', { score: -1 }),
      ])
      expect(await idsOf(store, {}, 'SENTIMENT_DESC')).toEqual(['good', 'none', 'bad'])
      expect(await idsOf(store, { minSentiment: 0.334 }, 'TITLE_ASC')).toEqual(['good'])
      expect(await idsOf(store, { minSentiment: 0.333 }, 'TITLE_ASC')).toEqual(['good', 'none'])
      expect(await idsOf(store, { minSentiment: 0.112 }, 'TITLE_ASC')).toEqual(['good', 'none'])
      expect(await idsOf(store, { minSentiment: 0.111 }, 'TITLE_ASC')).toEqual(['bad', 'good', 'none'])
    })

    test.each<[string, SongFilter, string[]]>([
      ['nothing', {}, ['a', 'b', 'c', 'd']],
      ['nulls', { artists: null, yearFrom: null, minReviews: null }, ['a', 'b', 'c', 'd']],
      ['an empty list', { genres: [] }, ['a', 'b', 'c', 'd']],
      ['artist without case', { artists: ['BJÖRK'] }, ['a', 'b']],
      ['either artist', { artists: ['björk', 'Can'] }, ['a', 'b', 'c']],
      ['artist with accents only', { artists: ['Bjork'] }, []],
      ['album', { albums: ['debut'] }, ['a']],
      ['genre', { genres: ['pop'] }, ['a', 'c']],
      ["the catalogue's tag", { tags: ['night'] }, ['b']],
      ["a user's tag", { tags: ['Rainy'] }, ['c']],
      ['either tag', { tags: ['rainy', 'night'] }, ['b', 'c']],
      ['from a year', { yearFrom: 1993 }, ['a', 'b']],
      ['to a year', { yearTo: 1993 }, ['a', 'c']],
      ['a year', { yearFrom: 1993, yearTo: 1993 }, ['a']],
      ['reviews', { minReviews: 1 }, ['d']],
      ['no reviews needed', { minReviews: 0 }, ['a', 'b', 'c', 'd']],
      ['all conditions', { artists: ['Björk'], genres: ['pop', 'rock'], yearTo: 1994 }, ['a']],
      ['conditions that exclude each other', { artists: ['Can'], albums: ['debut'] }, []],
    ])('filter: %s', async (_, filter, expected) => {
      const { store } = await open()
      await store.songs.upsert([
        song('a', { artist: 'Björk', album: 'Debut', year: 1993, genres: ['Pop', 'House'] }),
        song('b', { artist: 'björk', album: 'Post', year: 1995, genres: ['Rock'], tags: ['Night'] }),
        song('c', { artist: 'Can', year: 1971, genres: ['krautrock', 'POP'] }),
        song('d'),
      ])
      await store.tags.replace('u', 'c', ['rainy'])
      await store.reviews.put(review('u', 'd'))
      const page = await store.songs.page(filter, 'TITLE_ASC', { first: 1, after: null })
      expect(page.totalCount).toBe(expected.length)
      expect(await idsOf(store, filter, 'TITLE_ASC')).toEqual(expected)
    })

    test('a filter follows what changes', async () => {
      const { store } = await open()
      await store.songs.upsert([song('a', { genres: ['pop'] }), song('b')])
      await store.tags.replace('u', 'b', ['pop', 'new'])
      expect(await idsOf(store, { tags: ['new'] }, 'TITLE_ASC')).toEqual(['b'])
      await store.tags.replace('u', 'b', [])
      await store.songs.update('b', each => ({ ...each, genres: ['Pop'] }))
      expect(await idsOf(store, { tags: ['new'] }, 'TITLE_ASC')).toEqual([])
      expect(await idsOf(store, { genres: ['pop'] }, 'TITLE_ASC')).toEqual(['a', 'b'])
    })

    test.each(ALL_ORDERS)('%s: pages join to the whole list, with its count and flags', async order => {
      const { store } = await open()
      await store.songs.upsert(
        Array.from({ length: 11 }, (_, i) => song(`s${i}`, { title: `T${i % 3}`, year: i % 4 || null })),
      )
      await store.plays.record(Array.from({ length: 11 }, (_, i) => play('u', `s${i}`, { count: 1 + (i % 2) })))
      await store.reviews.putMany(Array.from({ length: 5 }, (_, i) => review('u', `s${i}`, { score: i / 10 })))
      const whole = await idsOf(store, {}, order)
      const pages = await pageThrough(page => store.songs.page({}, order, page), 4)
      expect(nodesOf(pages).map(each => each.id)).toEqual(whole)
      expect(new Set(whole).size).toBe(11)
      expect(pages.map(page => page.items.length)).toEqual([4, 4, 3])
      expect(pages.map(page => page.totalCount)).toEqual([11, 11, 11])
      expect(pages.map(page => page.hasNextPage)).toEqual([true, true, false])
      expect(pages.map(page => page.hasPreviousPage)).toEqual([false, true, true])
    })

    test('pages stay stable while songs are added before and after, and removed', async () => {
      const { store } = await open()
      const title = (n: number) => `T${String(n).padStart(4, '0')}`
      const ids = Array.from({ length: 30 }, (_, i) => `s${i}`)
      await store.songs.upsert(ids.map((id, i) => song(id, { title: title(10 * i + 100) })))
      const pages = await pageThrough(
        page => store.songs.page({}, 'TITLE_ASC', page),
        7,
        async n => {
          const last = 10 * (7 * n - 1) + 100
          await store.songs.add(song(`early ${n}`, { title: title(n) }))
          await store.songs.add(song(`just before ${n}`, { title: title(last - 1) }))
          await store.songs.add(song(`late ${n}`, { title: title(9000 + n) }))
          await store.songs.remove(`s${7 * n - 1}`)
        },
      )
      const seen = nodesOf(pages).map(each => each.id)
      expect(seen.filter(id => ids.includes(id))).toEqual(ids)
      expect(new Set(seen).size).toBe(seen.length)
      expect(seen.filter(id => !ids.includes(id)).every(id => id.startsWith('late'))).toBe(true)
    })

    test.each(ALL_ORDERS)('%s: a cursor from elsewhere is refused', async order => {
      const { store } = await open()
      await store.songs.add(song('a'))
      for (const after of [
        '',
        'nonsense',
        Buffer.from('[1]').toString('base64url'),
        Buffer.from('[true,"a"]').toString('base64url'),
      ]) {
        await expect(store.songs.page({}, order, { first: 1, after })).rejects.toThrow(BadInputError)
      }
    })
  })
}

async function idsOf(store: Store, filter: SongFilter, order: SongOrder): Promise<string[]> {
  const page = await store.songs.page(filter, order, { first: 100, after: null })
  return page.items.map(item => item.node.id)
}
