import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { analyze } from '../../nlp/analyze.js'
import { OperatorError } from '../../src/domain/errors.js'
import { reviewId } from '../../src/domain/ids.js'
import { type ImportOptions, importCatalogue } from '../../src/services/import.js'
import { derivedEventId } from '../../src/services/import-batch.js'
import { openEmbeddedStore } from '../../src/store/embedded/store.js'
import type { Store } from '../../src/store/ports.js'
import { all, fixture, inFolder, withFile } from '../importers/reading.js'

const NONE = { added: 0, replaced: 0, unchanged: 0 }

async function withStore<T>(use: (store: Store, folder: string) => Promise<T>): Promise<T> {
  return inFolder(async folder => {
    const store = await openEmbeddedStore(join(folder, 'store'))
    try {
      return await use(store, folder)
    } finally {
      await store.close()
    }
  })
}

const bring = (store: Store, format: string, path: string, options?: ImportOptions) =>
  importCatalogue(store, () => analyze, format, path, options)

/** Everything that an import writes. */
async function contentsOf(store: Store) {
  return {
    songs: await all(store.songs.all()),
    plays: await all(store.plays.all()),
    reviews: await all(store.reviews.all()),
    tags: await all(store.tags.all()),
    totals: await store.songs.catalogueTotals(),
  }
}

describe('what is stored', () => {
  test('HetRec: songs, plays, tags', () =>
    withStore(async store => {
      const report = await bring(store, 'lastfm-hetrec', fixture('lastfm-hetrec'))
      expect(report).toMatchObject({
        format: 'lastfm-hetrec',
        path: fixture('lastfm-hetrec'),
        complete: true,
        songs: { added: 3, replaced: 0, unchanged: 0 },
        plays: { recorded: 3, repeated: 0 },
        reviews: NONE,
        tags: { added: 2, unchanged: 0 },
        badLines: { count: 3 },
        skipped: [
          { reason: 'plays of an unknown artist', count: 1 },
          { reason: 'tags of an unknown artist', count: 1 },
        ],
      })
      expect(report.badLines.first[0]).toEqual({
        file: 'artists.dat',
        line: 4,
        message: '3 fields where a line has 4: id<tab>name<tab>url<tab>pictureURL',
      })
      expect(await store.plays.get('7', '1')).toMatchObject({ count: 120, lastPlayedAt: null })
      expect((await store.songs.totals('2')).tags).toEqual([{ tag: 'español', users: 1 }])
    }))

  test('Amazon: reviews are analysed, dated as they were written, and quotable', () =>
    withStore(async store => {
      const report = await bring(store, 'amazon-reviews', fixture('amazon-2014/reviews_Tunes_5.json'))
      expect(report).toMatchObject({ songs: { added: 3 }, reviews: { added: 3, replaced: 0 }, badLines: { count: 3 } })
      const review = await store.reviews.get(reviewId('U1', 'S1'))
      const written = new Date('2006-09-12T00:00:00Z')
      expect(review).toMatchObject({
        text: 'The "loud" drums&reggae; I like ’em.',
        createdAt: written,
        updatedAt: written,
      })
      expect(review?.analysis).toEqual(analyze(review?.text ?? ''))
    }))

  test('our own formats, songs first', () =>
    withStore(async store => {
      await bring(store, 'songs', fixture('own/songs.csv'))
      const plays = await bring(store, 'plays', fixture('own/plays.csv'))
      expect(plays.plays).toEqual({ recorded: 3, repeated: 1 })
      expect(await store.plays.get('u1', 's1')).toEqual({
        userId: 'u1',
        songId: 's1',
        count: 6,
        lastPlayedAt: new Date('2024-02-29T10:00:00Z'),
      })
      const now = new Date('2025-01-01T00:00:00Z')
      const reviews = await bring(store, 'reviews', fixture('own/reviews.jsonl'), { now: () => now })
      expect(reviews.reviews.added).toBe(2)
      expect(await store.reviews.get(reviewId('u1', 's2'))).toMatchObject({ rating: 3, createdAt: now, updatedAt: now })
      const tags = await bring(store, 'tags', fixture('own/tags.csv'))
      expect(tags.tags).toEqual({ added: 2, unchanged: 1 })
      const unknown = 'no song with the id "nowhere"; import songs first'
      expect(
        [plays, reviews, tags].map(({ badLines }) => badLines.first.find(({ message }) => message === unknown)?.line),
      ).toEqual([7, 5, 4])
      expect(tags.badLines.count).toBe(1)
    }))
})

describe('a repeat changes nothing', () => {
  const nothing = { added: 0, replaced: 0 }
  test.each([
    ['lastfm-hetrec', 'lastfm-hetrec'],
    ['amazon-reviews', 'amazon-2014/reviews_Tunes_5.json'],
    ['amazon-reviews', 'amazon-2018/late.csv'],
    ['msd-triplets', 'msd-triplets/triplets.tsv'],
    ['msd-songs', 'msd-songs/song_data.csv'],
    ['audioscrobbler', 'audioscrobbler'],
    ['songs', 'own/songs.csv'],
    ['plays', 'own/plays.csv'],
    ['reviews', 'own/reviews.jsonl'],
    ['tags', 'own/tags.csv'],
  ])('%s of %s', (format, name) =>
    withStore(async store => {
      if (['plays', 'reviews', 'tags'].includes(format)) await bring(store, 'songs', fixture('own/songs.csv'))
      await bring(store, format, fixture(name))
      const before = await contentsOf(store)
      const { moment } = await store.songs.changes(null)
      const { songs, reviews, plays, tags } = await bring(store, format, fixture(name))
      expect([songs, reviews]).toMatchObject([nothing, nothing])
      expect([plays.recorded, tags.added]).toEqual([0, 0])
      expect(await contentsOf(store)).toEqual(before)
      expect((await store.songs.changes(moment)).songIds).toEqual([])
    }),
  )

  test('plays once more from a packed copy that has grown: only the new lines count', () =>
    withStore(async (store, folder) => {
      await bring(store, 'songs', fixture('own/songs.csv'))
      await bring(store, 'plays', fixture('own/plays.csv'))
      const grown = join(folder, 'plays.csv.gz')
      await writeFile(grown, gzipSync(`${await readFile(fixture('own/plays.csv'))}u9,s1,2,,\n`))
      expect((await bring(store, 'plays', grown)).plays).toEqual({ recorded: 1, repeated: 4 })
    }))

  test('plays of another file with the same lines count again', () =>
    withStore(async (store, folder) => {
      await bring(store, 'songs', fixture('own/songs.csv'))
      await bring(store, 'plays', fixture('own/plays.csv'))
      await cp(fixture('own/plays.csv'), join(folder, 'tuesday.csv'))
      expect((await bring(store, 'plays', join(folder, 'tuesday.csv'))).plays).toEqual({ recorded: 2, repeated: 2 })
    }))
})

test('a derived event id hangs on format, file, line and play, and on nothing else', () => {
  const play = { userId: 'u', songId: 's', count: 1, playedAt: null, eventId: null }
  const record = { file: 'a.csv', line: 2, play }
  const ids = [
    derivedEventId('plays', record),
    derivedEventId('other', record),
    derivedEventId('plays', { ...record, file: 'b.csv' }),
    derivedEventId('plays', { ...record, line: 3 }),
    derivedEventId('plays', { ...record, play: { ...play, count: 2 } }),
    derivedEventId('plays', { ...record, play: { ...play, playedAt: new Date(0) } }),
  ]
  expect(new Set(ids).size).toBe(ids.length)
  expect(derivedEventId('plays', { ...record, file: 'a.csv.gz' })).toBe(ids[0])
})

describe('what was there before', () => {
  test('a placeholder does not take the place of a song, a song takes that of a placeholder', () =>
    withStore(async store => {
      const csv = fixture('amazon-2018/late.csv')
      await withFile('songs.csv', 'id,title,artist\n501,Real Title,Real Artist\n', path => bring(store, 'songs', path))
      expect((await bring(store, 'amazon-reviews', csv)).songs).toEqual({ added: 1, replaced: 0, unchanged: 1 })
      expect(await store.songs.get('501')).toMatchObject({ title: 'Real Title', artist: 'Real Artist' })
      const later = await withFile('songs.csv', 'id,title\n502,Known At Last\n', path => bring(store, 'songs', path))
      expect(later.songs).toEqual({ added: 0, replaced: 1, unchanged: 0 })
    }))

  test('a changed review is replaced: it keeps createdAt and was updated by the import', () =>
    withStore(async store => {
      const now = new Date('2025-01-01T00:00:00Z')
      await bring(store, 'songs', fixture('own/songs.csv'))
      await bring(store, 'reviews', fixture('own/reviews.jsonl'))
      const changed =
        '{"userId": "u1", "songId": "s1", "text": "Dull.", "rating": 1, "createdAt": "2022-01-01T00:00:00Z"}'
      const { reviews } = await withFile('r.jsonl', changed, path => bring(store, 'reviews', path, { now: () => now }))
      expect(reviews).toEqual({ added: 0, replaced: 1, unchanged: 0 })
      expect(await store.reviews.get(reviewId('u1', 's1'))).toMatchObject({
        text: 'Dull.',
        createdAt: new Date('2021-03-04T03:06:07Z'),
        updatedAt: now,
      })
    }))
})

describe('failures name the file, the first bad line and what was expected', () => {
  test.each([
    [
      'no good line',
      'plays',
      'p.csv',
      'userId,songId,count\nu1,s1,many\n',
      /^p\.csv has no good line; line 2: count: .* expected a \.jsonl.* userId, songId/,
    ],
    [
      'a header without a column that is needed',
      'tags',
      't.csv',
      'userId,songId,tag\nu1,s1,calm\n',
      /^t\.csv has no column tags; its header is userId,songId,tag, and needs userId,songId,tags, separated by commas$/,
    ],
    ['another separator', 'songs', 's.csv', 'id;title\ns1;One\n', /^s\.csv has no column id; its header is id;title,/],
    [
      'only unknown songs',
      'plays',
      'p.csv',
      'userId,songId\nu1,s1\n',
      /line 2: no song with the id "s1"; import songs first; expected/,
    ],
    ['an empty file', 'songs', 's.jsonl', '', /s\.jsonl has nothing to import in it; expected a \.jsonl/],
    ['a header alone', 'songs', 's.csv', 'id,title\n', /s\.csv has nothing to import in it/],
    ['another format', 'songs', 's.jsonl', 'PK\u0003\u0004\n\n', /line 1: not a JSON object on one line/],
  ])('%s', (_, format, name, content, message) =>
    withStore(store =>
      withFile(name, content, async path => {
        await expect(bring(store, format, path)).rejects.toThrow(OperatorError)
        await expect(bring(store, format, path)).rejects.toThrow(message)
      }),
    ),
  )

  test('one file of a folder without a good line', () =>
    withStore(async (store, folder) => {
      const data = join(folder, 'data')
      await cp(fixture('lastfm-hetrec'), data, { recursive: true })
      await writeFile(join(data, 'user_artists.dat'), 'userID\tartistID\tweight\n7\t1\tmany\n')
      await expect(bring(store, 'lastfm-hetrec', data)).rejects.toThrow(
        /^user_artists\.dat has no good line; line 2: count: "many"/,
      )
      expect((await store.songs.catalogueTotals()).songCount).toBe(3)
    }))

  test('of many bad lines all are counted and the first 20 kept', () =>
    withStore(async store => {
      const lines = Array.from({ length: 30 }, (_, index) => `${index},`).join('\n')
      const { badLines } = await withFile('s.csv', `id,title\n${lines}\na,A\n`, path => bring(store, 'songs', path))
      expect([badLines.count, badLines.first.length, badLines.first[19]?.line]).toEqual([30, 20, 21])
    }))
})

describe('a long import', () => {
  const many = (count: number) =>
    `id,title\n${Array.from({ length: count }, (_, index) => `s${index},Song ${index}`).join('\n')}\n`

  test('tells its progress, last of all that it is done', () =>
    withStore(store =>
      withFile('s.csv', many(5_000), async path => {
        const shares: number[] = []
        const report = await bring(store, 'songs', path, {
          onProgress: ({ bytesRead, bytesTotal }) => shares.push(bytesRead / bytesTotal),
        })
        expect(report.songs.added).toBe(5_000)
        expect(shares.at(-1)).toBe(1)
        expect([...shares].sort((a, b) => a - b)).toEqual(shares)
      }),
    ))

  test('stops between batches when asked, and keeps what was done', () =>
    withStore(store =>
      withFile('s.csv', many(11_000), async path => {
        const controller = new AbortController()
        const upsert = store.songs.upsert.bind(store.songs)
        const stopping: Store = {
          ...store,
          songs: Object.assign(Object.create(store.songs), {
            upsert: async (songs: Parameters<typeof upsert>[0]) => {
              const outcome = await upsert(songs)
              controller.abort()
              return outcome
            },
          }),
        }
        const report = await bring(stopping, 'songs', path, { signal: controller.signal })
        const { songCount } = await store.songs.catalogueTotals()
        expect(report).toMatchObject({ complete: false, songs: { added: songCount } })
        expect(songCount).toBeGreaterThan(0)
        const rest = await bring(store, 'songs', path)
        expect(rest.songs).toEqual({ added: 11_000 - songCount, replaced: 0, unchanged: songCount })
        expect(rest.songs.added).toBeGreaterThan(0)
      }),
    ))

  test('asked to stop before it begins: nothing', () =>
    withStore(async store => {
      const report = await bring(store, 'songs', fixture('own/songs.csv'), { signal: AbortSignal.abort() })
      expect(report).toMatchObject({ complete: false, songs: NONE })
    }))
})
