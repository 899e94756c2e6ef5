import { expect, test } from '@jest/globals'
import { averagePrecision, gainOver } from '../../../src/recommender/ranker/gain.js'
import type { Mlp } from '../../../src/recommender/ranker/mlp.js'
import type { RankingLists } from '../../../src/recommender/ranker/train-mlp.js'

test.each([
  ['taken at 1 and 3 of 4', [4, 3, 2, 1], [1, 0, 1, 0], (1 / 1 + 2 / 3) / 2],
  ['padding takes no part', [9, 3, 2, 1], [-1, 0, 1, 0], 1 / 2],
  ['of equal scores the taken one stands last', [0, 0, 0], [1, 0, 0], 1 / 3],
])('%s', (_, scores, labels, expected) => {
  expect(averagePrecision(Float32Array.from(scores), Int8Array.from(labels))).toBeCloseTo(expected, 12)
})

/** A list of two candidates is [x, y] each, the first of them taken. */
function lists(users: number[], rows: number[][]): RankingLists {
  return {
    count: users.length,
    size: 2,
    features: 2,
    users: Uint32Array.from(users),
    rows: Float32Array.from(rows.flat()),
    labels: Int8Array.from(users.flatMap(() => [1, 0])),
  }
}

function linear(...skip: number[]): Mlp {
  const none = new Float32Array(0)
  return { features: skip.length, hidden: 0, weights: none, biases: none, output: none, skip: Float32Array.from(skip) }
}

test('a gain is the mean over users of the mean over their lists, with its standard error', () => {
  const byX = linear(1, 0)
  const byY = linear(0, 1)
  // By x the taken one is first (1) or second (½): gains over y are ½, 0 of the first user, −½ and ½ of the two others.
  const told = lists(
    [3, 3, 5, 8],
    [
      [1, 0, 0, 1],
      [1, 1, 0, 0],
      [0, 1, 1, 0],
      [1, 0, 0, 1],
    ],
  )
  const { users, mean, error } = gainOver(byY, byX, told)
  expect(users).toBe(3)
  const gains = [0.25, -0.5, 0.5]
  expect(mean).toBeCloseTo(0.25 / 3, 12)
  const squares = gains.reduce((sum, gain) => sum + (gain - 0.25 / 3) ** 2, 0)
  expect(error).toBeCloseTo(Math.sqrt(squares / 2 / 3), 12)
})

test('one user has no error that could be told', () => {
  expect(gainOver(linear(0, 1), linear(1, 0), lists([1], [[1, 0, 0, 1]])).error).toBeNaN()
})
