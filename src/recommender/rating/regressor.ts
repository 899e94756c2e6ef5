import { randomInteger, seededRandom, shuffle } from '../random.js'
import { type Mlp, scoreRows } from '../ranker/mlp.js'

/** Rows of features with a number to predict each. */
export interface Examples {
  readonly features: number
  /** count × features, row-major. */
  readonly rows: Float32Array
  readonly targets: Float32Array
}

export interface RegressorHyperparameters {
  readonly hidden: number
  readonly epochs: number
  readonly learningRate: number
  /** Of the squared weights. */
  readonly regularization: number
  /** Rows of a step. */
  readonly batch: number
  /** Epochs without a smaller validation error after which it stops. */
  readonly patience: number
}

/** One row in this many decides when to stop. */
const VALIDATION = 8

/**
 * Fits the network by least squares with Adam (Kingma & Ba, ICLR 2015); the epoch with the least squared error on rows held
 * back wins. It starts from a network that says 0, so that little data leaves what the rows are residuals of.
 */
export function trainRegressor(
  { features, rows, targets }: Examples,
  { hidden, epochs, learningRate, regularization, batch, patience }: RegressorHyperparameters,
  seed: number,
): Mlp {
  const random = seededRandom(seed)
  const scale = Math.sqrt(6 / (features + hidden))
  const size = hidden * features
  // All weights in one array, so that one loop moves them: weights, biases, output, skip.
  const weights = new Float64Array(size + 2 * hidden + features)
  for (let i = 0; i < size; i++) weights[i] = (2 * random() - 1) * scale
  const network = () => mlpOf(weights, features, hidden)
  const order = shuffle(random, Uint32Array.from(targets.keys()))
  const isHeldBack = Uint8Array.from(targets, () => (randomInteger(random, VALIDATION) === 0 ? 1 : 0))
  const held = order.filter(row => isHeldBack[row] === 1)
  const training = order.filter(row => isHeldBack[row] === 0)
  const error = () => {
    const scores = scoreRows(network(), rows, targets.length)
    return held.reduce((sum, row) => sum + (scores[row] - targets[row]) ** 2, 0)
  }

  const gradient = new Float64Array(weights.length)
  const first = new Float64Array(weights.length)
  const second = new Float64Array(weights.length)
  let best = { error: error(), mlp: network() }
  let since = 0
  let step = 0
  for (let epoch = 0; epoch < epochs && since < patience; epoch++) {
    shuffle(random, training)
    for (let from = 0; from < training.length; from += batch) {
      const chosen = training.subarray(from, from + batch)
      gradient.fill(0)
      for (const row of chosen) addGradient(weights, features, hidden, rows, targets, row, gradient)
      step++
      for (let i = 0; i < weights.length; i++) {
        const g = (2 * gradient[i]) / chosen.length + regularization * weights[i]
        first[i] += 0.1 * (g - first[i])
        second[i] += 0.001 * (g * g - second[i])
        const mean = first[i] / (1 - 0.9 ** step)
        weights[i] -= (learningRate * mean) / (Math.sqrt(second[i] / (1 - 0.999 ** step)) + 1e-8)
      }
    }
    const now = error()
    if (now < best.error) {
      best = { error: now, mlp: network() }
      since = 0
    } else since++
  }
  return best.mlp
}

/** Adds the gradient of half the squared error of one row. */
function addGradient(
  weights: Float64Array,
  features: number,
  hidden: number,
  rows: Float32Array,
  targets: Float32Array,
  row: number,
  gradient: Float64Array,
): void {
  const biases = hidden * features
  const output = biases + hidden
  const skip = output + hidden
  const x = row * features
  const sums = new Float64Array(hidden)
  let score = 0
  for (let f = 0; f < features; f++) score += weights[skip + f] * rows[x + f]
  for (let h = 0; h < hidden; h++) {
    let sum = weights[biases + h]
    for (let f = 0; f < features; f++) sum += weights[h * features + f] * rows[x + f]
    sums[h] = sum
    if (sum > 0) score += weights[output + h] * sum
  }
  const wrong = score - targets[row]
  for (let f = 0; f < features; f++) gradient[skip + f] += wrong * rows[x + f]
  for (let h = 0; h < hidden; h++) {
    if (sums[h] <= 0) continue
    gradient[output + h] += wrong * sums[h]
    const back = wrong * weights[output + h]
    gradient[biases + h] += back
    for (let f = 0; f < features; f++) gradient[h * features + f] += back * rows[x + f]
  }
}

function mlpOf(weights: Float64Array, features: number, hidden: number): Mlp {
  const biases = hidden * features
  return {
    features,
    hidden,
    weights: Float32Array.from(weights.subarray(0, biases)),
    biases: Float32Array.from(weights.subarray(biases, biases + hidden)),
    output: Float32Array.from(weights.subarray(biases + hidden, biases + 2 * hidden)),
    skip: Float32Array.from(weights.subarray(biases + 2 * hidden)),
  }
}
