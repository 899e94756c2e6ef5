import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { analyze } from '../../nlp/analyze.js'
import { OperatorError } from '../../src/domain/errors.js'
import { unnamedSong } from '../../src/domain/song.js'
import type { TrainingData } from '../../src/domain/training-data.js'
import { importCatalogue } from '../../src/services/import.js'
import { readTrainingData, trainingDataOf } from '../../src/services/training-data.js'
import { openEmbeddedStore } from '../../src/store/embedded/store.js'
import { fixture, inFolder, withFile } from '../importers/reading.js'

/** With ids in place of indices, in an order of its own: what two ways to the same data must agree on. */
function inWords({ userIds, songs, plays, reviews, tags }: TrainingData) {
  const song = (index: number | undefined) => songs[index ?? -1]?.id
  const sorted = <T>(list: T[]) => list.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  return {
    userIds: [...userIds].sort(),
    songs: [...songs].sort((a, b) => (a.id < b.id ? -1 : 1)),
    plays: sorted([...plays.user].map((user, row) => [userIds[user], song(plays.song[row]), plays.count[row]])),
    reviews: sorted(reviews.map(({ user, song: index, ...review }) => [userIds[user], song(index), review])),
    tags: sorted(
      [...tags.user].map((user, row) => [userIds[user], song(tags.song[row]), tags.names[tags.tag[row] ?? -1]]),
    ),
  }
}

const read = (format: string, path: string, reader: typeof analyze | null = null, withTerms = false) =>
  readTrainingData({ format, path, meta: null }, reader, { withTerms })

describe('from files', () => {
  test('indices follow the first appearance; columns are rows of users, songs and counts', async () => {
    const { userIds, songs, plays, reviews, tags } = await read('lastfm-hetrec', fixture('lastfm-hetrec'))
    expect(userIds).toEqual(['7', '8'])
    expect(songs.map(({ id, title }) => [id, title])).toEqual([
      ['1', 'The "Quoted" Owls'],
      ['2', 'Møtley Teacup'],
      ['4', 'Nine Lamps'],
    ])
    expect(plays).toEqual({
      user: Uint32Array.of(0, 0, 1),
      song: Uint32Array.of(0, 1, 2),
      count: Float32Array.of(120, 3, 15),
    })
    expect(reviews).toEqual([])
    expect(tags).toEqual({
      user: Uint32Array.of(0, 0),
      song: Uint32Array.of(0, 1),
      tag: Uint32Array.of(0, 1),
      names: ['dream folk', 'español'],
    })
  })

  test('plays of a pair add up, a repeated event counts once, an unknown song has its id as title', async () => {
    const { songs, plays } = await read('plays', fixture('own/plays.csv'))
    expect(songs.map(({ id, title }) => [id, title])).toEqual([
      ['s1', 's1'],
      ['s2', 's2'],
      ['nowhere', 'nowhere'],
    ])
    expect(plays).toEqual({
      user: Uint32Array.of(0, 1, 1),
      song: Uint32Array.of(0, 1, 2),
      count: Float32Array.of(6, 1, 1),
    })
  })

  test('times are kept where asked for: the last known one of each pair', async () => {
    const lines = [
      'userId,songId,count,playedAt',
      'a,x,1,2020-01-02T00:00:00Z',
      'a,x,1,',
      'a,x,1,2020-01-01T00:00:00Z',
      'a,y,1,',
      'b,x,1,',
      'b,x,1,1970-01-01T00:00:00Z',
    ]
    const { plays } = await withFile('p.csv', `${lines.join('\n')}\n`, path =>
      readTrainingData({ format: 'plays', path, meta: null }, null, { withTimes: true }),
    )
    expect(plays.lastPlayedAt).toEqual(Float64Array.of(Date.UTC(2020, 0, 2), Number.NaN, 0))
  })

  test('plays that come mixed are summed by user', async () => {
    const lines = 'userId,songId,count\nb,x,1\na,x,2\nb,y,4\na,y,8\nb,x,16\na,x,32\n'
    const { userIds, plays } = await withFile('p.csv', lines, path => read('plays', path))
    expect(userIds).toEqual(['b', 'a'])
    expect(plays).toEqual({
      user: Uint32Array.of(0, 0, 1, 1),
      song: Uint32Array.of(0, 1, 0, 1),
      count: Float32Array.of(17, 4, 34, 8),
    })
  })

  test('a repeated tag counts once', async () => {
    const { tags } = await read('tags', fixture('own/tags.csv'))
    expect(tags).toEqual({
      user: Uint32Array.of(0, 0, 1, 1),
      song: Uint32Array.of(0, 0, 1, 1),
      tag: Uint32Array.of(0, 1, 0, 1),
      names: ['night', 'rain'],
    })
  })

  test('reviews: the last of a pair; analysed only where asked', async () => {
    const path = fixture('own/reviews.jsonl')
    const bare = await read('reviews', path)
    expect(bare.reviews).toEqual([
      { user: 0, song: 0, rating: 4.5, sentiment: 0, opinions: [] },
      { user: 0, song: 1, rating: 3, sentiment: 0, opinions: [] },
      { user: 1, song: 2, rating: null, sentiment: 0, opinions: [] },
    ])
    const { reviews } = await read('reviews', path, analyze)
    const { sentiment, opinions } = analyze('The vocals are gorgeous.')
    expect(reviews[0]).toEqual({
      user: 0,
      song: 0,
      rating: 4.5,
      sentiment: sentiment.score,
      opinions: [{ aspect: opinions[0]?.canonicalAspect, polarity: opinions[0]?.polarity }],
    })
  })

  test('nothing good in it', async () => {
    const reading = withFile('p.csv', 'userId,songId\n,s1\n', path => read('plays', path))
    await expect(reading).rejects.toThrow(OperatorError)
    await expect(reading).rejects.toThrow(/has nothing of the format plays in it; p\.csv:2: userId: null/)
  })
})

describe('from the store', () => {
  test.each([
    ['lastfm-hetrec', 'lastfm-hetrec'],
    ['amazon-reviews', 'amazon-2014/reviews_Tunes_5.json'],
    ['amazon-reviews', 'amazon-2018/late.csv'],
  ])('the same as from the files: %s of %s; users and songs by id', (format, name) =>
    inFolder(async folder => {
      const store = await openEmbeddedStore(join(folder, 'store'))
      try {
        await importCatalogue(store, () => analyze, format, fixture(name))
        const data = await trainingDataOf(store)
        const files = { format, path: fixture(name), meta: null }
        const read = await readTrainingData(files, analyze, { withTerms: true, withTimes: true })
        expect(inWords(data)).toEqual(inWords(read))
        expect(data.userIds).toEqual([...data.userIds].sort())
        expect(data.songs.map(({ id }) => id)).toEqual(data.songs.map(({ id }) => id).sort())
      } finally {
        await store.close()
      }
    }),
  )

  test('when songs were last played, where that is known', () =>
    inFolder(async folder => {
      const store = await openEmbeddedStore(join(folder, 'store'))
      const at = new Date('2026-01-02T03:04:05.678Z')
      const play = { userId: 'u', count: 1, eventId: null }
      await store.songs.upsert([unnamedSong('known'), unnamedSong('unknown')])
      await store.plays.record([
        { ...play, songId: 'known', playedAt: at },
        { ...play, songId: 'unknown', playedAt: null },
      ])
      const { songs, plays } = await trainingDataOf(store)
      const times = [...plays.song].map((song, row) => [songs[song]?.id, plays.lastPlayedAt?.[row]])
      expect(new Map(times as [string, number][])).toEqual(
        new Map([
          ['known', at.getTime()],
          ['unknown', Number.NaN],
        ]),
      )
      await store.close()
    }))

  test('an empty store', () =>
    inFolder(async folder => {
      const store = await openEmbeddedStore(join(folder, 'store'))
      const { userIds, songs, plays, reviews, tags } = await trainingDataOf(store)
      expect([userIds, songs, reviews, tags.names]).toEqual([[], [], [], []])
      expect([plays.user.length, tags.user.length]).toEqual([0, 0])
      await store.close()
    }))
})
