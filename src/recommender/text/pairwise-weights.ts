import { inverseOfPositive } from '../cf/dense.js'

/** Newton's steps: from a start near by, a few are enough. */
const STEPS = 8

/**
 * The w that minimises the mean over users of the mean over their pairs d of ln(1 + exp(−w·d)), plus λ/2 ‖w − prior‖²: a song
 * that the user turned to should have a greater weighted sum than one that they did not. The prior itself where nobody has a pair.
 * @param differences of each user, pairs × weights, row by row: what the first song of a pair has more than the second
 * @param regularization λ > 0
 */
export function fitPairwiseWeights(
  differences: readonly Float64Array[],
  prior: Float64Array,
  regularization: number,
): Float64Array {
  const width = prior.length
  const told = differences.filter(({ length }) => length > 0)
  const weights = prior.slice()
  for (let step = 0; step < STEPS; step++) {
    const gradient = weights.map((weight, i) => regularization * (weight - prior[i]))
    const curvature = new Float64Array(width * width)
    for (let i = 0; i < width; i++) curvature[i * width + i] = regularization
    for (const pairs of told) addPairs(gradient, curvature, pairs, weights, width / (pairs.length * told.length))
    const inverse = inverseOfPositive(curvature, width)
    for (let i = 0; i < width; i++) {
      for (let j = 0; j < width; j++) weights[i] -= inverse[i * width + j] * gradient[j]
    }
  }
  return weights
}

/** @param share what one pair counts */
function addPairs(
  gradient: Float64Array,
  curvature: Float64Array,
  pairs: Float64Array,
  weights: Float64Array,
  share: number,
): void {
  const width = weights.length
  for (let at = 0; at < pairs.length; at += width) {
    let margin = 0
    for (let i = 0; i < width; i++) margin += weights[i] * pairs[at + i]
    const wrong = 1 / (1 + Math.exp(margin))
    for (let i = 0; i < width; i++) {
      gradient[i] -= share * wrong * pairs[at + i]
      const weighed = share * wrong * (1 - wrong) * pairs[at + i]
      for (let j = 0; j < width; j++) curvature[i * width + j] += weighed * pairs[at + j]
    }
  }
}
