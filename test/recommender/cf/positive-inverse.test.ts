import { expect, test } from '@jest/globals'
import { invertPositive } from '../../../src/recommender/cf/positive-inverse.js'
import { randomNormal, seededRandom } from '../../../src/recommender/random.js'

test('[[4, 2], [2, 3]] by hand, from its lower triangle', () => {
  const matrix = Float64Array.of(4, 99, 2, 3)
  invertPositive(matrix, 2)
  const expected = [3 / 8, -2 / 8, -2 / 8, 4 / 8]
  matrix.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i], 12)
  })
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
  const inverse = matrix.slice()
  const told: number[] = []
  invertPositive(inverse, n, done => told.push(done))
  expect(told.at(-1)).toBe(1)
  let worst = 0
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0
      for (let k = 0; k < n; k++) sum += matrix[i * n + k] * inverse[k * n + j]
      worst = Math.max(worst, Math.abs(sum - (i === j ? 1 : 0)))
    }
  }
  expect(worst).toBeLessThan(1e-10)
})

test('an indefinite matrix has none', () => {
  expect(() => invertPositive(Float64Array.of(1, 2, 2, 1), 2)).toThrow(/not positive definite: pivot 1 is -3/)
})
