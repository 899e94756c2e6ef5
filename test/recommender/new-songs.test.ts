import { expect, test } from '@jest/globals'
import { alsScorer } from '../../src/recommender/cf/als.js'
import { EASE_DEFAULTS } from '../../src/recommender/cf/ease.js'
import { easeNeighboursScorer } from '../../src/recommender/cf/ease-neighbours.js'
import { itemKnnScorer } from '../../src/recommender/cf/item-knn.js'
import { fitSession, SESSION_DEFAULTS, sessionScorer } from '../../src/recommender/cf/session.js'
import { blend } from '../../src/recommender/fit.js'
import { fitSources } from '../../src/recommender/fit-sources.js'
import { withNewSongs } from '../../src/recommender/new-songs.js'
import { weightedInteractions } from '../../src/recommender/reviewed-interactions.js'
import { tokenCosine, tokenScorer } from '../../src/recommender/song-tokens.js'
import { termsOf } from '../../src/recommender/text/terms.js'
import { song, trainingData } from './training-data.js'

/** Users 0–3 play songs 0–2 (jazz, a dreamy choir), users 4–7 songs 3–5 (metal, a brutal riff); nobody plays song 6. */
const JAZZ = { genres: ['jazz'], year: 1960, attributes: [{ name: 'tempo', value: 80 }] }
const METAL = { genres: ['metal'], year: 1990, attributes: [{ name: 'tempo', value: 180 }] }
const SONGS = [
  ...['a', 'b', 'c'].map(id => song(id, { ...JAZZ, artist: 'Ann' })),
  ...['d', 'e', 'f'].map(id => song(id, { ...METAL, artist: 'Mob' })),
  song('g', { ...JAZZ, artist: 'Cy' }),
]
const WORDS = ['dreamy choir', 'brutal riff']
const DATA = trainingData({
  users: 8,
  songs: SONGS,
  plays: Array.from({ length: 8 }, (_, user) => [0, 1, 2].map(n => [user, n + (user < 4 ? 0 : 3), 2] as const)).flat(),
  reviews: [0, 1, 3, 4].map(reviewed => ({
    user: reviewed < 3 ? 0 : 4,
    song: reviewed,
    rating: null,
    sentiment: 0.5,
    opinions: [],
    terms: termsOf(WORDS[reviewed < 3 ? 0 : 1]),
  })),
})
const MODELS = { ...(await fitSources(DATA, weightedInteractions(DATA), EASE_DEFAULTS, 1)), ranker: blend() }
const NEW = [
  { song: song('x', { ...METAL, artist: 'mob', album: 'Unheard' }), reviews: [] },
  { song: song('y'), reviews: [termsOf('a dreamy choir'), termsOf('choir')] },
  { song: song('z'), reviews: [] },
]
const EXTENDED = withNewSongs(MODELS, SONGS, NEW)
const JAZZ_LOVER = { songs: Uint32Array.of(0, 1), values: Float32Array.of(3, 3) }
const METAL_LOVER = { songs: Uint32Array.of(3, 4), values: Float32Array.of(3, 3) }

test('a song that nobody took is placed by what it is', () => {
  const scores = alsScorer(MODELS.als).score(JAZZ_LOVER)
  expect(scores[6]).toBeGreaterThan(0)
  expect(alsScorer(MODELS.als).score(METAL_LOVER)[6]).toBeLessThan(scores[6] / 4)
})

test('a new song has factors as its content tells them, or the words of its reviews', () => {
  const [jazz, metal] = [JAZZ_LOVER, METAL_LOVER].map(history => alsScorer(EXTENDED.als).score(history))
  expect(metal[7]).toBeGreaterThan(4 * Math.max(0, jazz[7]))
  expect(jazz[8]).toBeGreaterThan(4 * Math.max(0, metal[8]))
  // Nothing is known of z.
  expect([jazz[9], metal[9]]).toEqual([0, 0])
})

test('its words and tokens are rows as those of the others are', () => {
  expect(tokenScorer(EXTENDED.text).score(JAZZ_LOVER)[8]).toBeGreaterThan(0)
  expect(tokenScorer(EXTENDED.text).score(METAL_LOVER)[8]).toBe(0)
  // The same artist, genre, decade and tempo; the album is unheard of.
  expect(tokenCosine(EXTENDED.content, 7, 3)).toBeCloseTo(1, 6)
  expect(EXTENDED.content.artist[7]).toBe(EXTENDED.content.artist[3])
  expect([EXTENDED.content.year[7], EXTENDED.content.year[8]]).toEqual([1990, Number.NaN])
})

test('of who plays it nothing is told, and the songs before it keep their scores', () => {
  for (const [scorer, before] of [
    [easeNeighboursScorer(EXTENDED.ease), easeNeighboursScorer(MODELS.ease)],
    [itemKnnScorer(EXTENDED.itemKnn), itemKnnScorer(MODELS.itemKnn)],
  ]) {
    expect([...scorer.score(JAZZ_LOVER)]).toEqual([...before.score(JAZZ_LOVER), 0, 0, 0])
  }
  expect([...EXTENDED.popularity.listeners]).toEqual([4, 4, 4, 4, 4, 4, 0, 0, 0, 0])
})

test('who plays a new song is understood by it', () => {
  const history = { songs: Uint32Array.of(7), values: Float32Array.of(3) }
  const scores = alsScorer(EXTENDED.als).score(history)
  expect(Math.min(scores[3], scores[4], scores[5])).toBeGreaterThan(Math.max(scores[0], scores[1], scores[2]))
})

test('a session that new songs are part of is read by the songs before and after them', () => {
  const sequence = (...songs: number[]) => ({ songs: Uint32Array.from(songs), steps: Uint32Array.from(songs.keys()) })
  const session = fitSession([sequence(0, 1), sequence(1, 2)], SONGS.length, SESSION_DEFAULTS)
  const { context } = withNewSongs({ ...MODELS, context: { session, weight: 2 } }, SONGS, NEW)
  const score = sessionScorer(context?.session ?? session)
  const scores = score(sequence(1, 8))
  expect(scores).toHaveLength(SONGS.length + NEW.length)
  expect(scores.indexOf(Math.max(...scores))).toBe(1)
  expect(scores[2]).toBeGreaterThan(0)
  expect([...scores.subarray(SONGS.length)]).toEqual([0, 0, 0])
  expect([...score(sequence(8))]).toEqual(Array.from(scores, () => 0))
})
