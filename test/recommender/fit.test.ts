import { beforeAll, describe, expect, test } from '@jest/globals'
import type { TrainingData } from '../../src/domain/training-data.js'
import { encodeArtefact, NO_LISTS } from '../../src/recommender/artefact.js'
import { attribution } from '../../src/recommender/evidence.js'
import { type FittedModels, fit, LEAST_USERS } from '../../src/recommender/fit.js'
import { listeners } from '../../src/recommender/ranker/examples.js'
import { tensorflowBackend } from '../../src/recommender/ranker/tensorflow.js'
import { recommender, songMask } from '../../src/recommender/recommend.js'
import { weightedInteractions } from '../../src/recommender/reviewed-interactions.js'
import { beliefsOf } from '../../src/recommender/song-beliefs.js'
import { song, trainingData } from './training-data.js'

const SONGS_PER_GROUP = 40

/** Two groups of users, each playing 15 of its own 40 songs: whatever a user is shown first should be of their group. */
function twoGroups(users: number): TrainingData {
  const songs = Array.from({ length: 2 * SONGS_PER_GROUP }, (_, i) => song(`s${String(i).padStart(2, '0')}`))
  const plays = Array.from({ length: users }, (_, user) =>
    Array.from({ length: 15 }, (_, i) => {
      const own = (user * 7 + i * (1 + (user % 3))) % SONGS_PER_GROUP
      return [user, (user % 2) * SONGS_PER_GROUP + own, 1 + (i % 5)] as const
    }),
  ).flat()
  return trainingData({ users, songs, plays })
}

async function fitted(data: TrainingData, seed = 1): Promise<FittedModels> {
  return fit(data, { seed, backend: await tensorflowBackend('wasm') })
}

function recommended(data: TrainingData, models: FittedModels, user: number) {
  const listener = listeners(data, weightedInteractions(data), models.text)(user)
  const known = new Set(listener.history.songs)
  return { known, ...recommender(models)(listener, beliefsOf(data), songMask(data.songs.length, known)) }
}

describe.each([
  ['with a trained ranker', 4 * LEAST_USERS],
  ['with the plain blend, on little data', 20],
])('%s', (_, users) => {
  const data = twoGroups(users)
  let models: FittedModels
  beforeAll(async () => {
    models = await fitted(data)
  }, 60_000)

  test('the first ten are songs of the user’s group that they do not know', () => {
    expect(models.ranker.hidden > 0).toBe(users > LEAST_USERS)
    for (const user of [0, 1, 6, 11]) {
      const { known, songs } = recommended(data, models, user)
      const first = [...songs.subarray(0, 10)]
      expect(first).toHaveLength(10)
      for (const shown of first) {
        expect(Math.floor(shown / SONGS_PER_GROUP)).toBe(user % 2)
        expect(known.has(shown)).toBe(false)
      }
    }
  })

  test('every score is its baseline and contributions', () => {
    const { scores, featuresAt } = recommended(data, models, 3)
    scores.forEach((score, i) => {
      const parts = attribution(models.ranker, featuresAt(i))
      const sum = parts.contributions.reduce((total, { value }) => total + value, parts.baseline)
      expect(Math.abs(sum - score)).toBeLessThan(1e-4)
    })
  })
})

test('a ranker that stays the plain blend says so', async () => {
  const steps: string[] = []
  await fit(twoGroups(20), { seed: 1, backend: await tensorflowBackend(), onProgress: step => steps.push(step) })
  expect(steps).toContainEqual(
    expect.stringMatching(/^little data: the ranker is the plain blend .* only 20 of 50 users could/),
  )
}, 60_000)

test('the same seed gives the same bytes', async () => {
  const data = twoGroups(80)
  const bytes = async () =>
    encodeArtefact({
      songIds: data.songs.map(({ id }) => id),
      models: await fitted(data, 5),
      shown: NO_LISTS,
      sentiment: null,
      rating: null,
      backend: 'wasm',
      seed: 5,
    })
  expect(Buffer.from(await bytes()).equals(Buffer.from(await bytes()))).toBe(true)
}, 60_000)

test('data without a single interaction give models that score nothing', async () => {
  const data = trainingData({ users: 0, songs: [song('a')] })
  const models = await fitted(data)
  expect([...models.popularity.listeners]).toEqual([0])
})
