import { expect, test } from '@jest/globals'
import { EASE_DEFAULTS } from '../../src/recommender/cf/ease.js'
import { fitSession, SESSION_DEFAULTS, sessionScorer } from '../../src/recommender/cf/session.js'
import { contextScorer, DEFAULT_CONTEXT_WEIGHT } from '../../src/recommender/context.js'
import { chosenContextWeights } from '../../src/recommender/context-weights.js'
import { blend, type FittedModels } from '../../src/recommender/fit.js'
import { fitSessionOf, recentOf } from '../../src/recommender/fit-context.js'
import { fitSources } from '../../src/recommender/fit-sources.js'
import { weightedInteractions } from '../../src/recommender/reviewed-interactions.js'
import type { SongSequence } from '../../src/recommender/sequences.js'
import { song, trainingData } from './training-data.js'

const modelsOf = async (data: ReturnType<typeof trainingData>): Promise<FittedModels> => ({
  ...(await fitSources(data, weightedInteractions(data), EASE_DEFAULTS, 1)),
  ranker: blend(),
})
const session = (...songs: number[]): SongSequence => ({
  songs: Uint32Array.from(songs),
  steps: Uint32Array.from(songs.keys()),
})

const [A, B, C, D] = [0, 1, 2, 3]
// A and B have two listeners each and share one: a cosine of ½. C shares its one with B: 1/√2. D is played by nobody else.
const DATA = trainingData({
  users: 4,
  songs: ['a', 'b', 'c', 'd'].map(id => song(id)),
  plays: [
    [0, A, 1],
    [1, A, 1],
    [1, B, 1],
    [2, B, 1],
    [2, C, 1],
    [3, D, 1],
  ],
})

test('a session model’s score counts by its weight', async () => {
  const model = fitSession([session(A, B), session(B, C)], 4, SESSION_DEFAULTS)
  const score = contextScorer({ ...(await modelsOf(DATA)), context: { session: model, weight: 4 } })
  const expected = sessionScorer(model)(session(A, B))
  expect(expected[C]).toBeGreaterThan(0)
  expect([...score(session(A, B))]).toEqual([...Float32Array.from(expected, value => 4 * value)])
})

test('worked by hand without times: cosines, of the song before half, over the greatest outside the session', async () => {
  const score = contextScorer(await modelsOf(DATA))
  // Of C: a cosine of 1/√2 with B, whose weight is 1. Of B with A before it: B itself is in the session.
  const scores = score(session(A, B))
  expect(scores[C]).toBeCloseTo(DEFAULT_CONTEXT_WEIGHT, 6)
  expect(scores[D]).toBe(0)
  // B·A is ½ and B·C is 1/√2; the D before it weighs ½ and is like none.
  const between = score(session(D, B))
  expect(between[C]).toBeCloseTo(DEFAULT_CONTEXT_WEIGHT, 6)
  expect(between[A]).toBeCloseTo(DEFAULT_CONTEXT_WEIGHT / Math.SQRT2, 6)
  // A weighs ½ before C: B has ½ · ½ + 1/√2.
  expect(score(session(A, C))[B]).toBeCloseTo(DEFAULT_CONTEXT_WEIGHT, 6)
  expect([...score(session(D))]).toEqual([0, 0, 0, 0])
})

const HOME = 12
const PAIRS = 10
/**
 * Each user plays six of their group's twelve songs, then the first song of a pair and the second. Only in every other
 * user's data is the second the last, so that the others show what follows; whose it is, only the song before it tells.
 */
const visitors = (users: number, timed = true) => {
  const plays = Array.from({ length: users }, (_, user) => {
    const home = Array.from({ length: 7 }, (_, i) => (user % 2) * HOME + ((user * 5 + i * 7) % HOME))
    const pair = 2 * HOME + 2 * ((user * 3 + Math.floor(user / PAIRS)) % PAIRS)
    const last = Math.floor(user / 2) % 2 === 0 ? [] : home.slice(6)
    return [...home.slice(0, 6), pair, pair + 1, ...last].map(played => [user, played, 1] as const)
  }).flat()
  const songs = Array.from({ length: 2 * HOME + 2 * PAIRS }, (_, i) => song(`s${i}`))
  const data = trainingData({ users, songs, plays })
  const lastPlayedAt = Float64Array.from(plays, (_, row) => (timed ? row : Number.NaN))
  return { ...data, plays: { ...data.plays, lastPlayedAt } }
}

test('where the last song tells what the history does not, the session weighs more than everything else', async () => {
  const weights = await chosenContextWeights(visitors(120), modelsOf, 1)
  expect(weights.weight).toBeGreaterThan(DEFAULT_CONTEXT_WEIGHT)
  // All is played within one hour.
  expect(weights.hourWeight).toBe(0)
  expect(await chosenContextWeights(visitors(120), modelsOf, 1)).toEqual(weights)
})

test('too few to judge: the default', async () => {
  expect(await chosenContextWeights(visitors(40), modelsOf, 1)).toEqual({
    weight: DEFAULT_CONTEXT_WEIGHT,
    hourWeight: 0,
  })
})

test('without times there is no session model and no recent song', () => {
  const data = visitors(4, false)
  expect(fitSessionOf(data)).toBeNull()
  expect(recentOf(data)(0).songs).toHaveLength(0)
  expect(recentOf(visitors(1))(0)).toEqual({
    songs: Uint32Array.of(0, 7, 2, 9, 4, 11, 24, 25),
    steps: Uint32Array.of(0, 1, 2, 3, 4, 5, 6, 7),
  })
})
