import { describe, expect, test } from '@jest/globals'
import type { TrainingData } from '../../src/domain/training-data.js'
import { EASE_DEFAULTS } from '../../src/recommender/cf/ease.js'
import { chosenContextWeights } from '../../src/recommender/context-weights.js'
import { blend, type FittedModels } from '../../src/recommender/fit.js'
import { fitSessionOf } from '../../src/recommender/fit-context.js'
import { fitSources } from '../../src/recommender/fit-sources.js'
import { randomInteger, seededRandom, shuffle } from '../../src/recommender/random.js'
import { listeners } from '../../src/recommender/ranker/examples.js'
import { NO_WISHES, recommender, songMask } from '../../src/recommender/recommend.js'
import { weightedInteractions } from '../../src/recommender/reviewed-interactions.js'
import { beliefsOf } from '../../src/recommender/song-beliefs.js'
import { hourlySongs, hourScorer } from '../../src/recommender/time-of-day.js'
import { song, trainingData } from './training-data.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const modelsOf = async (data: TrainingData): Promise<FittedModels> => ({
  ...(await fitSources(data, weightedInteractions(data), EASE_DEFAULTS, 1)),
  ranker: blend(),
})
async function modelsWith(data: TrainingData, hourWeight: number): Promise<FittedModels> {
  const session = fitSessionOf(data)
  if (session === null) throw new Error('there are times')
  return { ...(await modelsOf(data)), context: { session, weight: 1, hourWeight } }
}

describe('how near songs are to an hour of the day', () => {
  const at = (...hours: number[]) => hours.map((hour, i) => [i, 20_000 * DAY + i * DAY + hour * HOUR + 60_000] as const)
  const near = (hours: number[], present: number) => hourlySongs(at(...hours), 30_000 * DAY + present * HOUR)?.nearness

  test('worked by hand: the clock goes round, and dates and minutes do not count', () => {
    const found = near([8, 14, 20, 2, 8], 8) ?? []
    for (const [i, expected] of [1, Math.exp(-3), Math.exp(-6), Math.exp(-3), 1].entries()) {
      expect(found[i]).toBeCloseTo(expected, 12)
    }
    expect(near([23, 1, 1, 3, 5], 0)?.[0]).toBe(near([23, 1, 1, 3, 5], 0)?.[1])
    expect(near([23, 1, 1, 3, 5], 0)).toEqual(near([0, 2, 2, 4, 6], 1))
    expect(near([22, 23, 0, 1, 2], 23)).toEqual(near([10, 11, 12, 13, 14], 11))
  })

  test('before 1970 too', () => {
    const plays = [1, 2, 3, 4, 5].map(hour => [hour, -3 * DAY + hour * HOUR + 1] as const)
    expect(hourlySongs(plays, 2 * HOUR)?.nearness).toEqual(near([1, 2, 3, 4, 5], 2))
  })

  test('too few, all at one hour, or days without an hour: nothing', () => {
    expect(near([8, 9, 10, 11], 8)).toBeUndefined()
    expect(near([8, 8, 8, 8, 8], 20)).toBeUndefined()
    const days = [0, 1, 2, 3, 4, 5].map(day => [day, day * DAY] as const)
    expect(hourlySongs(days, 8 * HOUR)).toBeNull()
    const mixed = hourlySongs([...days, ...at(6, 7, 8, 9, 10), [9, Number.NaN]], 8 * HOUR)
    expect(mixed?.songs).toEqual(Uint32Array.of(0, 1, 2, 3, 4))
  })
})

test('the hour’s score, worked by hand', async () => {
  // Ann's five songs and two others, of which p shares its one listener with a, q with e.
  const [A, E, P, Q] = [0, 4, 5, 6]
  const plays = [0, 1, 2, 3, 4].map(played => [0, played, 1] as const)
  const data = trainingData({
    users: 3,
    songs: ['a', 'b', 'c', 'd', 'e', 'p', 'q', 'r'].map(id => song(id)),
    plays: [...plays, [1, A, 1], [1, P, 1], [2, E, 1], [2, Q, 1]],
  })
  const timed = { ...data, plays: { ...data.plays, lastPlayedAt: Float64Array.from(data.plays.user, () => HOUR) } }
  const score = hourScorer(await modelsWith(timed, 2))
  const nearness = Float64Array.of(1, 0.5, 0.5, 0.5, 0)
  const scores = score?.({ songs: Uint32Array.of(0, 1, 2, 3, 4), nearness }) ?? []
  // Cosines: a–p and e–q 1/√2. all = 1/√2 · 1/5 of both. Σ k = 2.5.
  const all = Math.SQRT1_2 / 5
  const [p, q] = [1, 0].map(k => (k * Math.SQRT1_2 + 5 * all) / 7.5)
  expect(scores[P]).toBeCloseTo((2 * (p - all)) / p, 6)
  expect(scores[Q]).toBeCloseTo((2 * (q - all)) / p, 6)
  expect(scores[Q]).toBeLessThan(0)
  expect(scores[7]).toBe(0)
  expect(hourScorer(await modelsWith(timed, 0))).toBeNull()
  expect(hourScorer(await modelsOf(timed))).toBeNull()
})

const KIND = 20
/**
 * Songs of two kinds. Of every three users one plays most of the one kind, one most of the other, at unknown times; the third
 * plays some of both, in any order over the days: the first kind around 8 o'clock, the second around 22.
 */
function twoKinds(users: number): TrainingData {
  const random = seededRandom(5)
  const times: number[] = []
  const plays = Array.from({ length: users }, (_, user) => {
    const days = shuffle(
      random,
      Uint32Array.from({ length: 2 * KIND }, (_, day) => day),
    )
    const some = (kind: number, count: number) => [
      ...shuffle(
        random,
        Uint32Array.from({ length: KIND }, (_, i) => kind * KIND + i),
      ).subarray(0, count),
    ]
    const isTimed = user % 3 === 2
    const played = isTimed ? [0, 1].flatMap(kind => some(kind, 4 + randomInteger(random, 9))) : some(user % 3, 16)
    return played.map((song, i) => {
      const clock = (song < KIND ? 8 : 22) * HOUR + Math.floor((random() - 0.5) * 3 * HOUR)
      times.push(isTimed ? (100 + days[i]) * DAY + clock : Number.NaN)
      return [user, song, 1] as const
    })
  }).flat()
  const data = trainingData({ users, songs: Array.from({ length: 2 * KIND }, (_, i) => song(`s${i}`)), plays })
  return { ...data, plays: { ...data.plays, lastPlayedAt: Float64Array.from(times) } }
}

/** The same plays on the same days, each at the hour of another play. */
function withShuffledHours(data: TrainingData, seed: number): TrainingData {
  const { lastPlayedAt = new Float64Array(0) } = data.plays
  const rows = Uint32Array.from(lastPlayedAt.keys()).filter(row => !Number.isNaN(lastPlayedAt[row]))
  const from = shuffle(seededRandom(seed), rows.slice())
  const shuffled = lastPlayedAt.slice()
  rows.forEach((row, i) => {
    shuffled[row] = Math.floor(lastPlayedAt[row] / DAY) * DAY + (lastPlayedAt[from[i]] % DAY)
  })
  return { ...data, plays: { ...data.plays, lastPlayedAt: shuffled } }
}

describe('who plays one kind of songs in the morning and another at night', () => {
  const data = twoKinds(240)
  const listened = (user: number) => {
    const rows = [...data.plays.user.keys()].filter(row => data.plays.user[row] === user)
    return rows.map(row => [data.plays.song[row], data.plays.lastPlayedAt?.[row] ?? Number.NaN] as const)
  }

  test('is shown the one in the morning and the other at night', async () => {
    const models = await modelsWith(data, 4)
    const rank = recommender(models)
    const listenerOf = listeners(data, weightedInteractions(data), models.text)
    const kindsAt = (user: number, hour: number) => {
      const listener = listenerOf(user)
      const excluded = songMask(data.songs.length, listener.history.songs)
      const hourly = hourlySongs(listened(user), 500 * DAY + hour * HOUR)
      const { songs } = rank(listener, beliefsOf(data), excluded, { ...NO_WISHES, hourly })
      return [...songs.subarray(0, 4)].map(song => Math.floor(song / KIND))
    }
    for (const user of [2, 5, 8, 11]) {
      expect(kindsAt(user, 8)).toEqual(Array(4).fill(0))
      expect(kindsAt(user, 22)).toEqual(Array(4).fill(1))
    }
    // Of the others no hour is known.
    expect(kindsAt(0, 8)).toEqual(kindsAt(0, 22))
  })

  test('makes a training give the hour a weight; the same hours in disorder make it give none', async () => {
    const chosen = await chosenContextWeights(data, modelsOf, 1)
    expect(chosen.hourWeight).toBeGreaterThan(0)
    expect(await chosenContextWeights(data, modelsOf, 1)).toEqual(chosen)
    for (const seed of [1, 2, 3, 4, 5]) {
      expect((await chosenContextWeights(withShuffledHours(data, seed), modelsOf, 1)).hourWeight).toBe(0)
    }
  }, 60_000)

  test('but for fewer than fifty of them none is given', async () => {
    expect((await chosenContextWeights(twoKinds(147), modelsOf, 1)).hourWeight).toBe(0)
  })
})
