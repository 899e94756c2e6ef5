import { describe, expect, test } from '@jest/globals'
import { fitRidge, predictRidge } from '../../../src/recommender/text/ridge.js'
import { besides, type SparseRows } from '../../../src/recommender/text/sparse-rows.js'
import { hashOf, termsOf } from '../../../src/recommender/text/terms.js'
import { fitTfIdf, tfIdfRows } from '../../../src/recommender/text/tf-idf.js'

describe('termsOf', () => {
  test('words without stop words, then pairs of neighbours', () => {
    const pair = (a: string, b: string) => hashOf(b, hashOf(a))
    expect([...termsOf('The GUITARS, and the warm guitars!')]).toEqual([
      hashOf('guitars'),
      hashOf('warm'),
      hashOf('guitars'),
      pair('guitars', 'warm'),
      pair('warm', 'guitars'),
    ])
  })

  test('a pair has a direction, and is not its words', () => {
    expect(new Set([...termsOf('warm guitars'), ...termsOf('guitars warm')]).size).toBe(4)
  })

  test.each(['', ' \n', 'a I', '…!?'])('%j has none', text => {
    expect(termsOf(text)).toHaveLength(0)
  })
})

test('tf-idf by hand: terms of one document do not count, rows have length 1', () => {
  // 1 is in two of three documents, 2 in all, 3 in one.
  const documents = [
    [1, 2, 2],
    [1, 2, 3],
    [2, 2, 2],
  ].map(terms => Uint32Array.from(terms))
  const model = fitTfIdf(documents)
  const idf = [1 + Math.log(4 / 3), 1]
  expect([...model.idf].map(value => value.toFixed(6))).toEqual(idf.map(value => value.toFixed(6)))
  const rows = tfIdfRows(model, [...documents, Uint32Array.of(3)])
  expect([...rows.rowStart]).toEqual([0, 2, 4, 5, 5])
  expect([...rows.columns]).toEqual([0, 1, 0, 1, 1])
  const [a, b] = [idf[0], 1 + Math.log(2)]
  const length = Math.hypot(a, b)
  expect(rows.values[0]).toBeCloseTo(a / length, 6)
  expect(rows.values[1]).toBeCloseTo(b / length, 6)
  expect(rows.values[4]).toBeCloseTo(1, 6)
})

test('besides: the second columns stand behind the first, weighed', () => {
  const a: SparseRows = {
    rowStart: Uint32Array.of(0, 1, 1),
    columns: Uint32Array.of(2),
    values: Float32Array.of(3),
    width: 4,
  }
  const b: SparseRows = {
    rowStart: Uint32Array.of(0, 1, 2),
    columns: Uint32Array.of(0, 1),
    values: Float32Array.of(5, 7),
    width: 2,
  }
  expect(besides(a, b, 0.5)).toEqual({
    rowStart: Uint32Array.of(0, 2, 3),
    columns: Uint32Array.of(2, 4, 5),
    values: Float32Array.of(3, 2.5, 3.5),
    width: 6,
  })
})

describe('ridge', () => {
  test('by hand: one column, x = (1, 2), t = (3, 1), λ = 1 gives w = xᵀt / (xᵀx + λ) = 5 / 6', () => {
    const x: SparseRows = {
      rowStart: Uint32Array.of(0, 1, 2),
      columns: Uint32Array.of(0, 0),
      values: Float32Array.of(1, 2),
      width: 1,
    }
    const ridge = fitRidge(x, Float32Array.of(3, 1), 1, 1)
    expect(ridge.weights[0]).toBeCloseTo(5 / 6, 6)
    expect([...predictRidge(ridge, x)].map(value => value.toFixed(4))).toEqual(['0.8333', '1.6667'])
  })

  test('the gradient XᵀXW + λW − XᵀT vanishes, for several targets at once', () => {
    const rows = [
      [1, 0, 2],
      [0, 3, 1],
      [1, 1, 0],
      [0, 0, 4],
    ]
    const targets = [
      [1, -1],
      [2, 0],
      [0, 3],
      [5, 1],
    ]
    const entries = rows.map(row => row.flatMap((value, column) => (value === 0 ? [] : [{ column, value }])))
    const ends = entries.map((_, i) => entries.slice(0, i + 1).flat().length)
    const x: SparseRows = {
      rowStart: Uint32Array.from([0, ...ends]),
      columns: Uint32Array.from(entries.flat(), ({ column }) => column),
      values: Float32Array.from(entries.flat(), ({ value }) => value),
      width: 3,
    }
    const { weights } = fitRidge(x, Float32Array.from(targets.flat()), 2, 0.5)
    const w = (column: number, target: number) => weights[column * 2 + target]
    for (const column of [0, 1, 2]) {
      for (const target of [0, 1]) {
        const residual = rows.map(
          (row, i) => row.reduce((sum, value, j) => sum + value * w(j, target), 0) - targets[i][target],
        )
        const gradient = rows.reduce((sum, row, i) => sum + row[column] * residual[i], 0.5 * w(column, target))
        expect(Math.abs(gradient)).toBeLessThan(1e-3)
      }
    }
  })
})
