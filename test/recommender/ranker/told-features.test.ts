import { expect, test } from '@jest/globals'
import { type Mlp, scoreRows } from '../../../src/recommender/ranker/mlp.js'
import { toldFeatures, widened, withFeatures } from '../../../src/recommender/ranker/told-features.js'

/** Two candidates of three features, the second of them 0 for both. */
const LISTS = {
  count: 1,
  size: 2,
  features: 3,
  users: Uint32Array.of(0),
  rows: Float32Array.of(1, 0, 0, 0, 0, -2),
  labels: Int8Array.of(1, 0),
}

test('features that are 0 everywhere are left out', () => {
  expect(toldFeatures(LISTS)).toEqual(Uint32Array.of(0, 2))
  expect(withFeatures(LISTS, Uint32Array.of(0, 2))).toEqual({
    ...LISTS,
    features: 2,
    rows: Float32Array.of(1, 0, 0, -2),
  })
})

test('a network of fewer features scores the same with the others beside them, whatever these are', () => {
  const narrow: Mlp = {
    features: 2,
    hidden: 2,
    weights: Float32Array.of(1, 2, 3, -4),
    biases: Float32Array.of(0.5, 0.25),
    output: Float32Array.of(1, -1),
    skip: Float32Array.of(0.5, -0.5),
  }
  const wide = widened(narrow, Uint32Array.of(0, 2), 3)
  const told = scoreRows(narrow, Float32Array.of(1, 0, 0, -2), 2)
  expect(scoreRows(wide, LISTS.rows, 2)).toEqual(told)
  expect(scoreRows(wide, Float32Array.of(1, 7, 0, 0, 7, -2), 2)).toEqual(told)
})
