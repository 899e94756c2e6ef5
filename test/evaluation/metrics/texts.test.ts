import { describe, expect, test } from '@jest/globals'
import { accuracy } from '../../../src/evaluation/metrics/accuracy.js'
import { auc } from '../../../src/evaluation/metrics/auc.js'
import { classF1 } from '../../../src/evaluation/metrics/class-f1.js'
import { ExactF1 } from '../../../src/evaluation/metrics/exact-f1.js'
import { macroF1 } from '../../../src/evaluation/metrics/macro-f1.js'
import { averageRanks } from '../../../src/evaluation/metrics/ranks.js'
import { spearman } from '../../../src/evaluation/metrics/spearman.js'
import { weightedF1 } from '../../../src/evaluation/metrics/weighted-f1.js'

test('equal values share the mean of their ranks', () => {
  expect([...averageRanks(Float64Array.of(5, 1, 5, 9))]).toEqual([2.5, 1, 2.5, 4])
})

describe('auc', () => {
  test.each<[string, number[], boolean[], number]>([
    ['3 of 4 pairs in order', [3, 1, 2, 0], [true, true, false, false], 3 / 4],
    ['a pair of equal scores counts half', [1, 1, 0], [true, false, false], 1.5 / 2],
    ['all the wrong way round', [0, 1], [true, false], 0],
  ])('%s', (_, scores, positive, expected) => {
    expect(auc(Float64Array.from(scores), positive)).toBe(expected)
  })

  test('is undefined with one class', () => {
    expect(() => auc(Float64Array.of(1, 2), [true, true])).toThrow(RangeError)
  })
})

describe('spearman', () => {
  test.each<[string, number[], number[], number]>([
    ['1 − 6·Σd²/(n(n²−1)) without equal values: d = 0, 1, −1', [10, 20, 30], [1, 3, 2], 1 - (6 * 2) / (3 * 8)],
    ['equal values: ranks 1, 2.5, 2.5 against 1, 2, 3', [1, 2, 2], [1, 2, 3], 1.5 / Math.sqrt(1.5 * 2)],
  ])('%s', (_, a, b, expected) => {
    expect(spearman(Float64Array.from(a), Float64Array.from(b))).toBeCloseTo(expected, 12)
  })

  test('is undefined where nothing differs', () => {
    expect(() => spearman(Float64Array.of(1, 1), Float64Array.of(1, 2))).toThrow(RangeError)
  })
})

describe('classes: gold p p n, predicted p n o', () => {
  const gold = ['p', 'p', 'n']
  const predicted = ['p', 'n', 'o']

  test('F1 of each that occurs', () => {
    expect(Object.fromEntries(classF1(gold, predicted))).toEqual({
      p: { f1: (2 * 1) / (2 + 1), gold: 2 },
      n: { f1: 0, gold: 1 },
      o: { f1: 0, gold: 0 },
    })
  })

  test('macro, weighted, accuracy', () => {
    expect(macroF1(gold, predicted)).toBeCloseTo(2 / 3 / 3, 12)
    expect(weightedF1(gold, predicted)).toBeCloseTo(((2 / 3) * 2) / 3, 12)
    expect(accuracy(gold, predicted)).toBe(1 / 3)
  })
})

test('exact matches are summed over texts', () => {
  const f1 = new ExactF1()
  expect([f1.f1, f1.precision, f1.recall]).toEqual([0, 0, 0])
  f1.add(new Set(['a', 'b']), new Set(['a']))
  f1.add(new Set(), new Set(['c', 'd']))
  expect([f1.f1, f1.precision, f1.recall]).toEqual([2 / 5, 1 / 3, 1 / 2])
})
