import { describe, expect, test } from '@jest/globals'
import { seededRandom } from '../../../src/recommender/random.js'
import { contributionsOf, type Mlp, meanOf, scoreRows } from '../../../src/recommender/ranker/mlp.js'
import { tensorflowBackend } from '../../../src/recommender/ranker/tensorflow.js'

/** Two features, two units: score = x0 + 2·relu(x0 + x1 − 1) − 3·relu(−x1). */
const SMALL: Mlp = {
  features: 2,
  hidden: 2,
  weights: Float32Array.of(1, 1, 0, -1),
  biases: Float32Array.of(-1, 0),
  output: Float32Array.of(2, -3),
  skip: Float32Array.of(1, 0),
}

function randomMlp(features: number, hidden: number, seed: number): Mlp {
  const random = seededRandom(seed)
  const numbers = (count: number) => Float32Array.from({ length: count }, () => 2 * random() - 1)
  return {
    features,
    hidden,
    weights: numbers(hidden * features),
    biases: numbers(hidden),
    output: numbers(hidden),
    skip: numbers(features),
  }
}

describe('scoreRows', () => {
  test.each([
    ['both units on', [2, -0.5], 2 + 2 * 0.5 - 3 * 0.5],
    ['both units off', [0.5, 0.25], 0.5],
    ['the neutral row', [0, 0], 0],
  ])('%s', (_, row, expected) => {
    expect(scoreRows(SMALL, Float32Array.from(row), 1)[0]).toBeCloseTo(expected, 6)
  })

  test('no rows give no scores', () => {
    expect(scoreRows(SMALL, new Float32Array(0), 0)).toHaveLength(0)
  })

  test('equals TensorFlow.js within 1e-5', async () => {
    const { tf } = await tensorflowBackend('wasm')
    const mlp = randomMlp(9, 48, 7)
    const count = 200
    const random = seededRandom(8)
    const rows = Float32Array.from({ length: count * mlp.features }, () => 4 * random() - 2)
    const expected = tf.tidy(() => {
      const x = tf.tensor2d(rows, [count, mlp.features])
      const hidden = tf.relu(
        tf.add(tf.matMul(x, tf.tensor2d(mlp.weights, [48, 9]), false, true), tf.tensor1d(mlp.biases)),
      )
      const deep = tf.matMul(hidden, tf.tensor2d(mlp.output, [48, 1]))
      return tf.add(deep, tf.matMul(x, tf.tensor2d(mlp.skip, [9, 1]))).dataSync()
    })
    const scores = scoreRows(mlp, rows, count)
    for (let i = 0; i < count; i++) expect(Math.abs(scores[i] - expected[i])).toBeLessThan(1e-5)
  })
})

describe('contributionsOf', () => {
  test('worked by hand: a unit that switches on halfway counts for half of the path', () => {
    // From (0, 0) to (2, 0): the first unit's input goes from −1 to 1, so it is on for half of the way; the second stays 0.
    const { baseline, contributions } = contributionsOf(SMALL, Float32Array.of(2, 0))
    expect(baseline).toBe(0)
    expect([...contributions]).toEqual([2 * 1 + 2 * 0.5 * 2, 0])
  })

  test('baseline and contributions add up to the score', () => {
    const mlp = randomMlp(9, 48, 3)
    const random = seededRandom(4)
    for (let i = 0; i < 200; i++) {
      const row = Float32Array.from({ length: 9 }, () => 6 * random() - 3)
      const { baseline, contributions } = contributionsOf(mlp, row)
      const sum = contributions.reduce((total, each) => total + each, baseline)
      expect(sum).toBeCloseTo(scoreRows(mlp, row, 1)[0], 4)
    }
  })
})

test('meanOf scores the mean of the networks', () => {
  const networks = [randomMlp(5, 4, 1), randomMlp(5, 7, 2)]
  const row = Float32Array.of(1, -2, 0.5, 3, -1)
  const [a, b] = networks.map(each => scoreRows(each, row, 1)[0])
  expect(scoreRows(meanOf(networks), row, 1)[0]).toBeCloseTo((a + b) / 2, 5)
})
