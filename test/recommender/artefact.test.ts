import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { OperatorError } from '../../src/domain/errors.js'
import { type Artefact, decodeArtefact, encodeArtefact } from '../../src/recommender/artefact.js'
import { EASE_DEFAULTS } from '../../src/recommender/cf/ease.js'
import { fitSession, SESSION_DEFAULTS } from '../../src/recommender/cf/session.js'
import type { ContextModel } from '../../src/recommender/context.js'
import { blend } from '../../src/recommender/fit.js'
import { fitSources } from '../../src/recommender/fit-sources.js'
import { weightedInteractions } from '../../src/recommender/reviewed-interactions.js'
import { termsOf } from '../../src/recommender/text/terms.js'
import { hourScorer } from '../../src/recommender/time-of-day.js'
import { song, trainingData } from './training-data.js'

const DATA = trainingData({
  users: 2,
  songs: [song('a', { genres: ['jazz'] }), song('ü "b"', { genres: ['jazz'] }), song('c')],
  plays: [
    [0, 0, 3],
    [0, 1, 1],
    [1, 1, 2],
    [1, 2, 5],
  ],
  reviews: [0, 1].map(reviewed => ({
    user: 0,
    song: reviewed,
    rating: null,
    sentiment: 0,
    opinions: [],
    terms: termsOf('dreamy choir'),
  })),
})
const ARTEFACT: Artefact = {
  songIds: DATA.songs.map(({ id }) => id),
  models: { ...(await fitSources(DATA, weightedInteractions(DATA), EASE_DEFAULTS, 1)), ranker: blend() },
  shown: { users: ['u1'], starts: Uint32Array.of(0, 2), songs: Uint32Array.of(2, 0) },
  rating: null,
  sentiment: {
    readerVersion: 'reader-1',
    weights: [0.5, -1],
    classes: { positive: [0.5, 1], negative: [-1, -2] },
  },
  backend: 'wasm',
  seed: 1,
}
let bytes: Uint8Array
beforeAll(() => {
  bytes = encodeArtefact(ARTEFACT)
})

test('what is read is what was written', () => {
  expect(decodeArtefact(bytes, 'v1')).toEqual(ARTEFACT)
})

test('a model of before there was a sentiment layer has none', () => {
  const { sentiment: _, ...before } = ARTEFACT
  expect(decodeArtefact(encodeArtefact(before as Artefact), 'v1')).toEqual({ ...ARTEFACT, sentiment: null })
})

describe('with the session of data with times', () => {
  const session = fitSession([{ songs: Uint32Array.of(2, 0), steps: Uint32Array.of(0, 1) }], 3, SESSION_DEFAULTS)
  const withContext = (context: ContextModel) => ({ ...ARTEFACT, models: { ...ARTEFACT.models, context } })

  test('and the weight of the hour', () => {
    const timed = withContext({ session, weight: 0.5, hourWeight: 2 })
    expect(decodeArtefact(encodeArtefact(timed), 'v1')).toEqual(timed)
  })

  test('a model of before the hour was looked at gives it none', () => {
    const before = withContext({ session, weight: 0.5 })
    const read = decodeArtefact(encodeArtefact(before), 'v1')
    expect(read).toEqual(before)
    expect(hourScorer(read.models)).toBeNull()
  })
})

test('reads from a view that is not aligned', () => {
  const shifted = new Uint8Array(bytes.length + 3)
  shifted.set(bytes, 3)
  expect(decodeArtefact(shifted.subarray(3), 'v1')).toEqual(ARTEFACT)
})

test('the same models give the same bytes', () => {
  expect(encodeArtefact({ ...ARTEFACT, models: decodeArtefact(bytes, 'v1').models })).toEqual(bytes)
})

test('an artefact of the version before is refused, saying which is read', () => {
  const older = Buffer.from(bytes)
  const at = older.indexOf('"version":3')
  older.write('"version":2', at)
  createHash('sha256').update(older.subarray(48)).digest().copy(older, 16)
  expect(() => decodeArtefact(older, 'v1')).toThrow(/^model v1 has format 2, this version reads 3; train again[^\n]*$/)
})

describe('refuses, in one line that names the model and the remedy,', () => {
  const refused = (broken: Uint8Array) => {
    expect(() => decodeArtefact(broken, 'v1')).toThrow(OperatorError)
    expect(() => decodeArtefact(broken, 'v1')).toThrow(/^model v1 .*train again[^\n]*$/)
  }
  test('no bytes', () => refused(new Uint8Array(0)))
  test('something else', () => refused(Buffer.from('{"format":"not a model"}'.repeat(20))))
  test('a cut file', () => refused(bytes.subarray(0, bytes.length - 1)))
  test('any flipped byte', () => {
    for (const at of [0, 20, 60, Math.floor(bytes.length / 2), bytes.length - 1]) {
      const broken = Uint8Array.from(bytes)
      broken[at] ^= 1
      refused(broken)
    }
  })
})
