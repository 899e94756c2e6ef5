import { expect, test } from '@jest/globals'
import { dots, gram, inverseOfPositive, timesSymmetric } from '../../../src/recommender/cf/dense.js'
import { randomNormal, seededRandom } from '../../../src/recommender/random.js'

const random = seededRandom(11)
const WIDTH = 5
// One more row than a whole number of blocks of four.
const y = Float32Array.from({ length: 9 * WIDTH }, () => randomNormal(random))
const at = (row: number, column: number) => y[row * WIDTH + column]
const nine = Array.from({ length: 9 }, (_, row) => row)

test('the Gram matrix', () => {
  const product = gram(y, WIDTH)
  for (let i = 0; i < WIDTH; i++) {
    for (let j = 0; j < WIDTH; j++) {
      const expected = nine.reduce((sum, row) => sum + at(row, i) * at(row, j), 0)
      expect(product[i * WIDTH + j]).toBeCloseTo(expected, 10)
    }
  }
})

test('a matrix times its inverse is the identity', () => {
  const matrix = gram(y, WIDTH)
  const inverse = inverseOfPositive(matrix, WIDTH)
  for (let i = 0; i < WIDTH; i++) {
    for (let j = 0; j < WIDTH; j++) {
      let sum = 0
      for (let k = 0; k < WIDTH; k++) sum += matrix[i * WIDTH + k] * inverse[k * WIDTH + j]
      expect(sum).toBeCloseTo(i === j ? 1 : 0, 10)
    }
  }
})

test('the inverse of [[4, 2], [2, 3]] by hand, and none of an indefinite matrix', () => {
  const inverse = inverseOfPositive(Float64Array.of(4, 2, 2, 3), 2)
  const expected = [3 / 8, -2 / 8, -2 / 8, 4 / 8]
  inverse.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i], 12)
  })
  expect(() => inverseOfPositive(Float64Array.of(1, 2, 2, 1), 2)).toThrow(RangeError)
})

test('products of all rows with a vector and with a symmetric matrix', () => {
  const symmetric = gram(y, WIDTH)
  const product = timesSymmetric(y, symmetric, WIDTH)
  const out = new Float32Array(9)
  dots(y, WIDTH, symmetric.subarray(0, WIDTH), out)
  for (const row of nine) {
    for (let j = 0; j < WIDTH; j++) {
      let sum = 0
      for (let k = 0; k < WIDTH; k++) sum += at(row, k) * symmetric[k * WIDTH + j]
      expect(product[row * WIDTH + j]).toBeCloseTo(sum, 3)
      if (j === 0) expect(out[row]).toBeCloseTo(sum, 3)
    }
  }
})
