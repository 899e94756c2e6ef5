/**
 * A multilayer perceptron with one hidden layer and a linear path beside it:
 *
 *   score(x) = skip · x + Σ_h output[h] · relu(weights[h] · x + biases[h])
 *
 * The linear path starts as the plain blend of the features, so that little data leaves a sensible ranker; the hidden
 * units add what a blend cannot say. The mean of several networks is one network with their units side by side.
 */
export interface Mlp {
  /** Inputs. */
  readonly features: number
  /** Units of the hidden layer. */
  readonly hidden: number
  /** hidden × features, row-major. */
  readonly weights: Float32Array
  /** hidden. */
  readonly biases: Float32Array
  /** hidden. */
  readonly output: Float32Array
  /** features. */
  readonly skip: Float32Array
}

/**
 * Scores of `count` rows.
 * @param rows count × features, row-major
 * @returns count scores, unbounded
 */
export function scoreRows(mlp: Mlp, rows: Float32Array, count: number): Float32Array {
  const { features, hidden, weights, biases, output, skip } = mlp
  const scores = new Float32Array(count)
  for (let row = 0; row < count; row++) {
    const at = row * features
    let score = 0
    for (let f = 0; f < features; f++) score += skip[f] * rows[at + f]
    for (let h = 0; h < hidden; h++) {
      let sum = biases[h]
      const unit = h * features
      for (let f = 0; f < features; f++) sum += weights[unit + f] * rows[at + f]
      if (sum > 0) score += output[h] * sum
    }
    scores[row] = score
  }
  return scores
}

/**
 * What each feature of a row adds to its score, measured from the score of the all-zero row (the baseline): integrated
 * gradients along the straight path between the two (Sundararajan, Taly, Yan, ICML 2017). With one hidden ReLU layer a
 * unit switches at most once on the path, so the integral is exact, not sampled: the unit counts for the share of the
 * path on which it is active, and score = baseline + Σ contributions up to rounding.
 * @param row features
 */
export function contributionsOf(mlp: Mlp, row: Float32Array): { baseline: number; contributions: Float64Array } {
  const { features, hidden, weights, biases, output, skip } = mlp
  const contributions = new Float64Array(features)
  let baseline = 0
  for (let f = 0; f < features; f++) contributions[f] = skip[f] * row[f]
  for (let h = 0; h < hidden; h++) {
    const from = biases[h]
    let to = from
    const unit = h * features
    for (let f = 0; f < features; f++) to += weights[unit + f] * row[f]
    if (from > 0) baseline += output[h] * from
    const gain = output[h] * activeShare(from, to)
    if (gain !== 0) for (let f = 0; f < features; f++) contributions[f] += gain * weights[unit + f] * row[f]
  }
  return { baseline, contributions }
}

/** The share of the way from `from` to `to` that lies above 0, in [0, 1]. */
function activeShare(from: number, to: number): number {
  if (from > 0 && to > 0) return 1
  if (from <= 0 && to <= 0) return 0
  return Math.max(from, to) / Math.abs(to - from)
}

/** The network whose score is the mean of the scores of `networks` (at least one, all with the same features). */
export function meanOf(networks: readonly Mlp[]): Mlp {
  return sumOf(networks.map(mlp => ({ mlp, weight: 1 / networks.length })))
}

/** The network whose score is Σ weight · score of `parts` (at least one, all with the same features). */
export function sumOf(parts: readonly { readonly mlp: Mlp; readonly weight: number }[]): Mlp {
  const [{ features }] = parts.map(({ mlp }) => mlp)
  const hidden = parts.reduce((count, { mlp }) => count + mlp.hidden, 0)
  const sum: Mlp = {
    features,
    hidden,
    weights: new Float32Array(hidden * features),
    biases: new Float32Array(hidden),
    output: new Float32Array(hidden),
    skip: new Float32Array(features),
  }
  let unit = 0
  for (const { mlp, weight } of parts) {
    sum.weights.set(mlp.weights, unit * features)
    sum.biases.set(mlp.biases, unit)
    for (let h = 0; h < mlp.hidden; h++) sum.output[unit + h] = weight * mlp.output[h]
    for (let f = 0; f < features; f++) sum.skip[f] += weight * mlp.skip[f]
    unit += mlp.hidden
  }
  return sum
}
