import { fitLogistic } from '../../sentiment/logistic.js'
import type { StateModel } from '../../sentiment/states.js'
import type { Costs } from './costs.js'

/** How strongly weights of values in units of their deviation are drawn toward 0; chosen on texts of left-out folds. */
const RIDGE = 30
/** Variance of a value that is always the same, but for rounding. It tells nothing. */
const SAME = 1e-12

/** Pooled states of a text, empty where it has no token, and what it costs to read it wrongly. */
export interface StateExample extends Costs {
  readonly states: Float32Array
}

/** Learns what the states of the network tell of praise and blame. */
export function fitStates(examples: readonly StateExample[]): StateModel {
  const read = examples.filter(({ states }) => states.length > 0)
  const width = read[0]?.states.length ?? 0
  const means = new Float64Array(width)
  for (const { states } of read) for (let i = 0; i < width; i++) means[i] += states[i] / read.length
  const variances = new Float64Array(width)
  for (const { states } of read)
    for (let i = 0; i < width; i++) variances[i] += (states[i] - means[i]) ** 2 / read.length
  const scales = variances.map(square => (square < SAME ? 0 : 1 / Math.sqrt(square)))
  const [bias, ...learnt] = fitLogistic(
    read.map(({ states, positive, negative }) => {
      const features = new Float64Array(width + 1)
      features[0] = 1
      for (let i = 0; i < width; i++) features[i + 1] = (states[i] - means[i]) * scales[i]
      return { features, positive, negative }
    }),
    { ridge: RIDGE },
  )
  const weights = learnt.map((weight, i) => weight * scales[i])
  return { bias: weights.reduce((sum, weight, i) => sum - weight * means[i], bias), weights }
}
