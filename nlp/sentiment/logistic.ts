/** A row counts as a positive and as a negative example, each with its cost. */
export interface Row {
  readonly features: Float64Array
  readonly positive: number
  readonly negative: number
}

/** What is known before the rows are seen. */
export interface Beforehand {
  /** How strongly weights are drawn toward `around`. */
  readonly ridge: number
  /** 0 each where absent. */
  readonly around?: ArrayLike<number>
  /** A weight that is given, not learnt. */
  readonly fixed?: { readonly at: number; readonly value: number }
}

const STEPS = 30

/**
 * Logistic regression by Newton's method: minimizes Σ positive·−ln p + negative·−ln(1 − p) + ridge/2·‖w − around‖², the
 * bias (feature 0) not penalized. It starts at `around`; a step that would lead upward is halved until it does not.
 * @see Hastie, Tibshirani & Friedman, The Elements of Statistical Learning, 4.4.1
 */
export function fitLogistic(rows: readonly Row[], { ridge, around, fixed }: Beforehand): Float64Array {
  const size = rows[0]?.features.length ?? 0
  const center = Float64Array.from({ length: size }, (_, i) => around?.[i] ?? 0)
  const weights = Float64Array.from(center)
  if (fixed) weights[fixed.at] = fixed.value
  const lossOf = (at: Float64Array): number => {
    let loss = 0
    for (let i = 1; i < size; i++) loss += (ridge / 2) * (at[i] - center[i]) ** 2
    for (const { features, positive, negative } of rows) {
      let logit = 0
      for (let i = 0; i < size; i++) logit += at[i] * features[i]
      // −ln p of a logit, without overflow: max(−l, 0) + ln(1 + e^−|l|).
      const tail = Math.log1p(Math.exp(-Math.abs(logit)))
      loss += positive * (Math.max(-logit, 0) + tail) + negative * (Math.max(logit, 0) + tail)
    }
    return loss
  }
  for (let step = 0; step < STEPS; step++) {
    const gradient = Float64Array.from(weights, (weight, i) => (i === 0 ? 0 : ridge * (weight - center[i])))
    const hessian = Array.from({ length: size }, (_, i) => {
      const line = new Float64Array(size)
      line[i] = i === 0 ? 1e-9 : ridge
      return line
    })
    for (const { features, positive, negative } of rows) {
      let logit = 0
      for (let i = 0; i < size; i++) logit += weights[i] * features[i]
      const p = 1 / (1 + Math.exp(-logit))
      const slope = negative * p - positive * (1 - p)
      const curve = (negative + positive) * p * (1 - p)
      for (let i = 0; i < size; i++) {
        gradient[i] += slope * features[i]
        const line = hessian[i]
        const curved = curve * features[i]
        for (let j = 0; j <= i; j++) line[j] += curved * features[j]
      }
    }
    for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++) hessian[i][j] = hessian[j][i]
    if (fixed) {
      gradient[fixed.at] = 0
      for (let i = 0; i < size; i++) {
        hessian[fixed.at][i] = hessian[i][fixed.at] = i === fixed.at ? 1 : 0
      }
    }
    const change = solve(hessian, gradient)
    // Rounding alone is no way upward.
    const before = lossOf(weights) * (1 + 1e-12)
    let next = weights
    for (let share = 1; share > 1e-6; share /= 2) {
      next = weights.map((weight, i) => weight - share * change[i])
      if (lossOf(next) <= before) break
    }
    weights.set(next)
    if (Math.max(...change.map(Math.abs)) < 1e-8) break
  }
  return weights
}

/** Solves a·x = b by Gaussian elimination with pivoting; `a` and `b` are used up. */
function solve(a: Float64Array[], b: Float64Array): Float64Array {
  const size = b.length
  for (let column = 0; column < size; column++) {
    let pivot = column
    for (let row = column + 1; row < size; row++) if (Math.abs(a[row][column]) > Math.abs(a[pivot][column])) pivot = row
    ;[a[column], a[pivot]] = [a[pivot], a[column]]
    ;[b[column], b[pivot]] = [b[pivot], b[column]]
    for (let row = column + 1; row < size; row++) {
      const factor = a[row][column] / a[column][column]
      for (let k = column; k < size; k++) a[row][k] -= factor * a[column][k]
      b[row] -= factor * b[column]
    }
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let k = row + 1; k < size; k++) b[row] -= a[row][k] * b[k]
    b[row] /= a[row][row]
  }
  return b
}
