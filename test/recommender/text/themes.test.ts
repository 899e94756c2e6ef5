import { expect, test } from '@jest/globals'
import type { SparseRows } from '../../../src/recommender/text/sparse-rows.js'
import { fitThemes, themesOf } from '../../../src/recommender/text/themes.js'

function rowsOf(dense: readonly (readonly number[])[]): SparseRows {
  const entries = dense.map(row => row.flatMap((value, column) => (value === 0 ? [] : [{ column, value }])))
  const ends = entries.map((_, row) => entries.slice(0, row + 1).flat().length)
  return {
    rowStart: Uint32Array.from([0, ...ends]),
    columns: Uint32Array.from(entries.flat(), ({ column }) => column),
    values: Float32Array.from(entries.flat(), ({ value }) => value),
    width: dense[0].length,
  }
}

/** Words 0 and 1 go together, and 2 and 3; word 4 is in one row only. */
const ROWS = rowsOf([
  [3, 0, 0, 0, 0],
  [3, 3, 0, 0, 0],
  [0, 3, 0, 0, 0.1],
  [0, 0, 2.9, 0, 0],
  [0, 0, 2.9, 2.9, 0],
  [0, 0, 0, 2.9, 0],
])

function cosineOf({ values, width }: SparseRows, a: number, b: number): number {
  let sum = 0
  for (let i = 0; i < width; i++) sum += values[a * width + i] * values[b * width + i]
  return sum
}

test('rows without a word in common are of one theme where others join their words', () => {
  const themes = themesOf(fitThemes(ROWS, 2, 1), ROWS)
  expect(themes.width).toBe(2)
  expect(cosineOf(themes, 0, 2)).toBeCloseTo(1, 2)
  expect(cosineOf(themes, 3, 5)).toBeCloseTo(1, 2)
  expect(cosineOf(themes, 0, 3)).toBeCloseTo(0, 2)
})

test('all themes leave the cosines of rows as they are; a row of which none tells is 0', () => {
  const themes = fitThemes(ROWS, 100, 1)
  const own = themesOf(themes, ROWS)
  expect(cosineOf(own, 0, 1)).toBeCloseTo(Math.SQRT1_2, 6)
  expect(cosineOf(own, 0, 2)).toBeCloseTo(0, 6)
  expect([...themesOf(themes, rowsOf([[0, 0, 0, 0, 0]])).values]).toEqual(Array(5).fill(0))
})
