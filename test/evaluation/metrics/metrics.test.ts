import { describe, expect, test } from '@jest/globals'
import { averagePrecisionAt } from '../../../src/evaluation/metrics/average-precision.js'
import { coverage } from '../../../src/evaluation/metrics/coverage.js'
import { gini } from '../../../src/evaluation/metrics/gini.js'
import { hitAt } from '../../../src/evaluation/metrics/hit.js'
import type { Metric } from '../../../src/evaluation/metrics/metric.js'
import { ndcgAt } from '../../../src/evaluation/metrics/ndcg.js'
import { precisionAt } from '../../../src/evaluation/metrics/precision.js'
import { recallAt } from '../../../src/evaluation/metrics/recall.js'
import { reciprocalRankAt } from '../../../src/evaluation/metrics/reciprocal-rank.js'

type Case = [what: string, k: number, ranked: number[], relevant: number[], expected: number]
const third = 1 / Math.log2(3)

const CASES: [string, Metric, Case[]][] = [
  [
    'recall',
    recallAt,
    [
      ['2 of 3', 3, [7, 1, 8], [7, 8, 9], 2 / 3],
      ['more held out than k', 2, [7, 1, 8], [7, 8, 9], 1 / 2],
      ['a list shorter than k', 5, [7], [7, 8], 1 / 2],
    ],
  ],
  [
    'precision',
    precisionAt,
    [
      ['2 hits in 3', 3, [7, 1, 8], [7, 8], 2 / 3],
      ['a list shorter than k', 4, [7], [7], 1 / 4],
    ],
  ],
  [
    'ndcg',
    ndcgAt,
    [
      ['hits at 1 and 3 of 2', 3, [7, 1, 8], [7, 8], (1 + 1 / 2) / (1 + third)],
      ['ideal cut at k', 2, [1, 7], [7, 8, 9], third / (1 + third)],
      ['hit beyond the cut-off', 1, [1, 7], [7], 0],
    ],
  ],
  [
    'average precision',
    averagePrecisionAt,
    [
      ['hits at 1 and 3 of 2', 3, [7, 1, 8], [7, 8], (1 + 2 / 3) / 2],
      ['hits at 2 and 3 of 4', 3, [1, 7, 8], [7, 8, 9, 10], (1 / 2 + 2 / 3) / 3],
      ['hit beyond the cut-off', 1, [1, 7], [7], 0],
    ],
  ],
  [
    'hit',
    hitAt,
    [
      ['one of two within k', 2, [1, 7], [7, 8], 1],
      ['hit beyond the cut-off', 1, [1, 7], [7], 0],
    ],
  ],
  [
    'reciprocal rank',
    reciprocalRankAt,
    [
      ['first hit at 2, another at 3', 3, [1, 7, 8], [7, 8], 1 / 2],
      ['hit beyond the cut-off', 1, [1, 7], [7], 0],
    ],
  ],
]

describe.each(CASES)('%s', (_, metric, cases) => {
  test.each(cases)('%s', (_, k, ranked, relevant, expected) => {
    expect(metric(k, Uint32Array.from(ranked), new Set(relevant))).toBeCloseTo(expected, 12)
  })

  test('is 1 for the best list, 0 for an empty one', () => {
    expect(metric(2, Uint32Array.of(3, 4), new Set([3, 4]))).toBe(1)
    expect(metric(2, new Uint32Array(), new Set([3, 4]))).toBe(0)
  })

  test('is undefined at a cut-off of 0 and without held-out songs', () => {
    expect(() => metric(0, Uint32Array.of(1), new Set([1]))).toThrow('a cut-off is at least 1, not 0')
    expect(() => metric(1, Uint32Array.of(1), new Set())).toThrow(RangeError)
  })
})

test('coverage is the share of songs shown', () => {
  expect(coverage(Uint32Array.of(3, 0, 1, 0))).toBe(0.5)
})

test.each([
  ['all alike', [2, 2, 2, 2], 0],
  ['one song only', [0, 0, 9, 0], 3 / 4],
  // Ascending 0 1 3: (−2·0 + 0·1 + 2·3) / (3 · 4).
  ['uneven', [3, 0, 1], 6 / 12],
  ['nothing shown', [0, 0], 0],
])('gini: %s', (_, shown, expected) => {
  expect(gini(Uint32Array.from(shown))).toBeCloseTo(expected, 12)
})
