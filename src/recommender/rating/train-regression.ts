import { type Random, shuffle } from '../random.js'
import { type Mlp, scoreRows } from '../ranker/mlp.js'
import { clipped } from './biases.js'

/** Ratings to learn from: what they are predicted from, and what is left to predict. */
export interface RatingExamples {
  /** examples × features, row by row, of about mean 0 and variance 1. */
  readonly rows: Float32Array
  /** The prediction that the network corrects. */
  readonly base: Float64Array
  readonly rating: Float64Array
}

export interface RegressionHyperparameters {
  readonly hidden: number
  readonly epochs: number
  readonly learningRate: number
  readonly regularization: number
  readonly batch: number
  /** Epochs without a better validation after which it stops. */
  readonly patience: number
}

/** Adam's decays, and what keeps its divisor from 0. @see Kingma & Ba, ICLR 2015 */
const [MOMENTUM, VARIANCE, EPSILON] = [0.9, 0.999, 1e-8]

/**
 * Minimises the mean of (clip(base + score) − rating)² + λ · the squared weights by Adam, from a network that says 0 to
 * everything; the error passes the clipping as it is. Stops early: the weights of the best epoch on `validation` are kept.
 */
export function trainRegression(
  training: RatingExamples,
  validation: RatingExamples,
  features: number,
  { hidden, epochs, learningRate, regularization, batch, patience }: RegressionHyperparameters,
  random: Random,
): Mlp {
  const scale = Math.sqrt(6 / (features + hidden))
  // Weights, biases, output and skip in one array, so that one step serves all.
  const at = { biases: hidden * features, output: hidden * (features + 1), skip: hidden * (features + 2) }
  const weights = new Float64Array(at.skip + features)
  for (let i = 0; i < at.biases; i++) weights[i] = scale * (2 * random() - 1)
  const gradient = new Float64Array(weights.length)
  const first = new Float64Array(weights.length)
  const second = new Float64Array(weights.length)
  const order = Uint32Array.from(training.rating.keys())
  let best = { mlp: networkOf(weights, features, hidden), error: Number.POSITIVE_INFINITY }
  best.error = meanSquaredError(best.mlp, validation)
  let steps = 0
  for (let epoch = 0, since = 0; epoch < epochs && since < patience; epoch++, since++) {
    shuffle(random, order)
    for (let from = 0; from < order.length; from += batch) {
      const taken = order.subarray(from, from + batch)
      gradient.fill(0)
      for (const example of taken) addGradient(training, example)
      steps++
      for (let i = 0; i < weights.length; i++) {
        const g = gradient[i] / taken.length + regularization * weights[i]
        first[i] += (1 - MOMENTUM) * (g - first[i])
        second[i] += (1 - VARIANCE) * (g * g - second[i])
        const step = first[i] / (1 - MOMENTUM ** steps)
        weights[i] -= (learningRate * step) / (Math.sqrt(second[i] / (1 - VARIANCE ** steps)) + EPSILON)
      }
    }
    const mlp = networkOf(weights, features, hidden)
    const error = meanSquaredError(mlp, validation)
    if (error < best.error) {
      best = { mlp, error }
      since = -1
    }
  }
  return best.mlp

  function addGradient({ rows, base, rating }: RatingExamples, example: number): void {
    const x = example * features
    const sums = new Float64Array(hidden)
    let score = base[example]
    for (let f = 0; f < features; f++) score += weights[at.skip + f] * rows[x + f]
    for (let h = 0; h < hidden; h++) {
      let sum = weights[at.biases + h]
      for (let f = 0; f < features; f++) sum += weights[h * features + f] * rows[x + f]
      sums[h] = sum
      if (sum > 0) score += weights[at.output + h] * sum
    }
    const error = clipped(score) - rating[example]
    for (let f = 0; f < features; f++) gradient[at.skip + f] += error * rows[x + f]
    for (let h = 0; h < hidden; h++) {
      if (sums[h] <= 0) continue
      gradient[at.output + h] += error * sums[h]
      const back = error * weights[at.output + h]
      gradient[at.biases + h] += back
      for (let f = 0; f < features; f++) gradient[h * features + f] += back * rows[x + f]
    }
  }
}

/** Of the clipped predictions; 0 without examples. */
export function meanSquaredError(mlp: Mlp, { rows, base, rating }: RatingExamples): number {
  let sum = 0
  const scores = scoreRows(mlp, rows, rating.length)
  for (const [i, score] of scores.entries()) sum += (clipped(base[i] + score) - rating[i]) ** 2 / rating.length
  return sum
}

function networkOf(weights: Float64Array, features: number, hidden: number): Mlp {
  const part = (from: number, length: number) => Float32Array.from(weights.subarray(from, from + length))
  return {
    features,
    hidden,
    weights: part(0, hidden * features),
    biases: part(hidden * features, hidden),
    output: part(hidden * (features + 1), hidden),
    skip: part(hidden * (features + 2), features),
  }
}
