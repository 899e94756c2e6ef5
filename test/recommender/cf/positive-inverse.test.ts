import { expect, test } from '@jest/globals'
import { positiveInverse } from '../../../src/recommender/cf/positive-inverse.js'
import { randomNormal, seededRandom } from '../../../src/recommender/random.js'

/** Of a matrix the entry (i, j) of its inverse. */
function inverseOf(matrix: Float64Array, n: number): (i: number, j: number) => number {
  const { values, width } = positiveInverse(n, lower => {
    for (let i = 0; i < n; i++) lower.values.set(matrix.subarray(i * n, i * n + i + 1), i * lower.width)
  })
  return (i, j) => values[Math.max(i, j) * width + Math.min(i, j)]
}

test('[[4, 2], [2, 3]] by hand', () => {
  const inverse = inverseOf(Float64Array.of(4, 2, 2, 3), 2)
  expect(inverse(0, 0)).toBeCloseTo(3 / 8, 12)
  expect(inverse(1, 0)).toBeCloseTo(-2 / 8, 12)
  expect(inverse(1, 1)).toBeCloseTo(4 / 8, 12)
})

// Around the sizes of blocks and panels, and what is left over of rows taken by four and columns by two.
test.each([1, 3, 63, 64, 65, 131, 321])('a matrix of %i rows times its inverse is the identity', n => {
  const random = seededRandom(n)
  const factor = Float64Array.from({ length: n * n }, () => randomNormal(random))
  const matrix = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < n; k++) matrix[i * n + j] += factor[i * n + k] * factor[j * n + k]
    }
    matrix[i * n + i] += n
  }
  const inverse = inverseOf(matrix, n)
  let worst = 0
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0
      for (let k = 0; k < n; k++) sum += matrix[i * n + k] * inverse(k, j)
      worst = Math.max(worst, Math.abs(sum - (i === j ? 1 : 0)))
    }
  }
  expect(worst).toBeLessThan(1e-10)
})

test('an indefinite matrix has none', () => {
  expect(() => inverseOf(Float64Array.of(1, 2, 2, 1), 2)).toThrow(/not positive definite: pivot 1 is -3/)
})
