import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { decodeArtefact } from '../../src/recommender/artefact.js'
import { IN_THIS_THREAD, type SlowFits } from '../../src/recommender/fit-sources.js'
import { timedSequences } from '../../src/recommender/sequences.js'
import { trainModel } from '../../src/services/training.js'
import { song, trainingData } from '../recommender/training-data.js'

const SONGS = 20
const trained = async (timed: boolean, slowFits?: SlowFits) => {
  const plays = Array.from({ length: 60 }, (_, user) =>
    Array.from({ length: 5 }, (_, step) => [user, (user * 7 + step) % SONGS, 1] as const),
  ).flat()
  const data = trainingData({ users: 60, songs: Array.from({ length: SONGS }, (_, i) => song(`s${i}`)), plays })
  const lastPlayedAt = Float64Array.from(plays, (_, row) => (timed ? row : Number.NaN))
  const withTimes = { ...data, plays: { ...data.plays, lastPlayedAt } }
  const options = { seed: 1, tfBackend: 'wasm' as const, rated: [], active: null, slowFits, onProgress: () => {} }
  const { artefact } = await trainModel(withTimes, options)
  return { data: withTimes, artefact, context: decodeArtefact(artefact, 'trained').models.context }
}

test('the model that ships knows the order of all plays, also of those that were held out to measure it', async () => {
  const { data, context } = await trained(true)
  const sequences = timedSequences(data)
  expect(context?.session.start).toHaveLength(sequences.length + 1)
  expect(context?.session.columns).toEqual(Uint32Array.from(sequences.flatMap(({ songs }) => [...songs])))
  expect(context?.session.columns).toHaveLength(data.plays.user.length)
  expect([0.25, 0.5, 1, 2, 4, 8, 16, 32]).toContain(context?.weight)
  // All is played within one hour.
  expect(context?.hourWeight).toBe(0)
}, 60_000)

test('of plays without times nothing of the kind is kept', async () => {
  expect((await trained(false)).context).toBeUndefined()
}, 60_000)

test('the same bytes whenever the slow fits are made', async () => {
  const elsewhere: SlowFits = {
    async ease(...args) {
      await pause(20)
      return IN_THIS_THREAD.ease(...args)
    },
    als: IN_THIS_THREAD.als,
  }
  const [here, there] = [await trained(true), await trained(true, elsewhere)]
  expect(Buffer.from(there.artefact).equals(here.artefact)).toBe(true)
}, 60_000)

test('a fit that fails ends the training with its error', async () => {
  const failing: SlowFits = { ...IN_THIS_THREAD, als: () => Promise.reject(new Error('no memory left')) }
  await expect(trained(true, failing)).rejects.toThrow('no memory left')
}, 60_000)
