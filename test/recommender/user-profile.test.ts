import { describe, expect, test } from '@jest/globals'
import { NO_TASTE } from '../../src/domain/user.js'
import { userProfile } from '../../src/recommender/user-profile.js'
import { catalogueOf, NO_HISTORY, plays, review, song } from './histories.js'

const songs = new Map(
  [song('a', 'Ada', ['rock', 'jazz']), song('b', 'Bo', ['rock']), song('c', 'Ada'), song('d')].map(each => [
    each.id,
    each,
  ]),
)
const songOf = (id: string) => songs.get(id)

test('nothing is believed of a user without history', () => {
  expect(userProfile(NO_HISTORY, songOf, catalogueOf({}))).toEqual({ aspects: [], genres: [], artists: [] })
})

describe('aspects', () => {
  // Everybody: 60 mentions of vocals, 30 of mix, 10 of drums.
  const catalogue = catalogueOf({ vocals: 60, mix: 30, drums: 10 })
  const reviews = [
    review('a', 0.5, [
      ['vocals', 1],
      ['vocals', 0.5],
      ['drums', 0.5],
      [null, -1],
    ]),
    review('b', -0.5, [
      ['vocals', 0],
      ['mix', -0.8],
      ['drums', 1],
    ]),
  ]

  test('importance is mentions over expected mentions plus three, of the greatest', () => {
    // 6 mentions in all. Expected: vocals 3.6, mix 1.8, drums .6.
    // w: vocals 3/6.6 = .4545, mix 1/4.8 = .2083, drums 2/3.6 = .5556.
    const { aspects } = userProfile({ ...NO_HISTORY, reviews }, songOf, catalogue)
    expect(aspects.map(({ aspect, mentions }) => [aspect, mentions])).toEqual([
      ['drums', 2],
      ['vocals', 3],
      ['mix', 1],
    ])
    expect(aspects[0].importance).toBe(1)
    expect(aspects[1].importance).toBeCloseTo(3 / 6.6 / (2 / 3.6), 12)
    expect(aspects[2].importance).toBeCloseTo(1 / 4.8 / (2 / 3.6), 12)
    expect(aspects.map(({ polarity }) => polarity)).toEqual([0.75, 0.5, -0.8])
    expect(aspects.some(({ corrected }) => corrected)).toBe(false)
  })

  test('one mention of what nobody speaks of does not outweigh many of what everybody does', () => {
    const often = Array.from({ length: 20 }, () => ['vocals', 1] as const)
    const history = { ...NO_HISTORY, reviews: [review('a', 1, [...often, ['kazoo', 1]])] }
    const { aspects } = userProfile(history, songOf, catalogue)
    expect(aspects.map(({ aspect }) => aspect)).toEqual(['vocals', 'kazoo'])
  })

  test('what the user set stands, muting above all, and leaves the rest alone', () => {
    const taste = {
      ...NO_TASTE,
      aspectImportance: { mix: 0.9, lyrics: 0.3, drums: 0.7 },
      muted: { ...NO_TASTE.muted, aspects: ['drums'] },
    }
    const { aspects } = userProfile({ ...NO_HISTORY, reviews, taste }, songOf, catalogue)
    expect(aspects).toEqual([
      { aspect: 'mix', importance: 0.9, polarity: -0.8, mentions: 1, corrected: true },
      { aspect: 'vocals', importance: expect.closeTo(0.8182, 4), polarity: 0.5, mentions: 3, corrected: false },
      { aspect: 'lyrics', importance: 0.3, polarity: 0, mentions: 0, corrected: true },
      { aspect: 'drums', importance: 0, polarity: 0.75, mentions: 2, corrected: true },
    ])
  })

  test('equal importance goes by name', () => {
    const history = {
      ...NO_HISTORY,
      reviews: [
        review('a', 1, [
          ['z', 1],
          ['y', 1],
        ]),
      ],
    }
    expect(userProfile(history, songOf, catalogueOf({})).aspects.map(({ aspect }) => aspect)).toEqual(['y', 'z'])
  })
})

describe('genres and artists', () => {
  test('plays count by their logarithm, reviews by twice their sentiment; genres share a song', () => {
    const history = {
      ...NO_HISTORY,
      plays: plays({ a: 3, b: 1, unknown: 9 }),
      reviews: [review('b', 0.5), review('c', -0.25)],
    }
    const ada = Math.log(4) - 0.5
    const bo = Math.log(2) + 1
    const { artists, genres } = userProfile(history, songOf, catalogueOf({}))
    expect(artists.map(({ name }) => name)).toEqual(['Bo', 'Ada'])
    expect(artists[0].weight).toBeCloseTo(bo / (ada + bo), 12)
    expect(artists[1].weight).toBeCloseTo(ada / (ada + bo), 12)
    const jazz = Math.log(4) / 2
    expect(genres.map(({ name }) => name)).toEqual(['rock', 'jazz'])
    expect(genres[0].weight).toBeCloseTo((jazz + bo) / (jazz + jazz + bo), 12)
  })

  test('what reviews speak against is left out', () => {
    const history = { ...NO_HISTORY, plays: plays({ b: 1 }), reviews: [review('b', -1), review('a', 1)] }
    const { artists, genres } = userProfile(history, songOf, catalogueOf({}))
    expect(artists).toEqual([{ name: 'Ada', weight: 1 }])
    expect(genres).toEqual([{ name: 'jazz', weight: 1 }])
  })
})
