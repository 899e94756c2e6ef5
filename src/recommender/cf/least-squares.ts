/** Squared residual, as a share of the right side's, at which a row counts as solved. */
const TOLERANCE = 1e-14

/**
 * Solves the factors x of one row from the columns it interacted with, of which Y holds the factors, one a row.
 *
 * Hu, Koren and Volinsky have (G + alpha·YᵀY) x = (1 + alpha)·Yᵀ1, with G = λI + the Gram matrix of all columns.
 * With M = G⁻¹ and x = M Yᵀ t this is the same as (I/alpha + Y M Yᵀ) t = (1 + 1/alpha)·1, a system as large as the
 * row has interactions, most often a few. The eigenvalues of Y M Yᵀ lie in [0, 1), so its condition is below
 * 1 + alpha and the conjugate gradient is at the end after a few steps; each step costs two passes over the row's
 * factors, and nothing of factors². Takács et al. run the conjugate gradient on the first system.
 *
 * @param y      all columns' factors, columns × factors
 * @param z      the same times M
 * @returns solve(columns, t, steps, x): improves `t` by at most `steps` steps and writes the row's `x`
 */
export function leastSquares(y: Float32Array, z: Float32Array, factors: number, alpha: number) {
  const sum = new Float64Array(factors)
  let residual = new Float64Array(64)
  let direction = new Float64Array(64)
  let image = new Float64Array(64)

  /** image = (I/alpha + Y Zᵀ) v */
  function apply(columns: Uint32Array, v: Float64Array): void {
    weightedSum(z, factors, columns, v, sum)
    gatheredDots(y, factors, columns, sum, image)
    for (let i = 0; i < columns.length; i++) image[i] += v[i] / alpha
  }

  return function solve(columns: Uint32Array, t: Float64Array, steps: number, x: Float32Array): void {
    const n = columns.length
    if (n > residual.length) {
      residual = new Float64Array(2 * n)
      direction = new Float64Array(2 * n)
      image = new Float64Array(2 * n)
    }
    const right = 1 + 1 / alpha
    apply(columns, t)
    let size = 0
    for (let i = 0; i < n; i++) {
      const r = right - image[i]
      residual[i] = r
      direction[i] = r
      size += r * r
    }
    const enough = TOLERANCE * n * right * right
    for (let step = 0; step < steps && size > enough; step++) {
      apply(columns, direction)
      let curvature = 0
      for (let i = 0; i < n; i++) curvature += direction[i] * image[i]
      const length = size / curvature
      let sizeAfter = 0
      for (let i = 0; i < n; i++) {
        t[i] += length * direction[i]
        const r = residual[i] - length * image[i]
        residual[i] = r
        sizeAfter += r * r
      }
      const turn = sizeAfter / size
      for (let i = 0; i < n; i++) direction[i] = residual[i] + turn * direction[i]
      size = sizeAfter
    }
    weightedSum(z, factors, columns, t, sum)
    x.set(sum)
  }
}

/** sum = Σ_i v_i · (row columns_i of `rows`) */
function weightedSum(
  rows: Float32Array,
  width: number,
  columns: Uint32Array,
  v: Float64Array,
  sum: Float64Array,
): void {
  sum.fill(0)
  const n = columns.length
  const whole = n - (n % 4)
  for (let i = 0; i < whole; i += 4) {
    const a = columns[i] * width
    const b = columns[i + 1] * width
    const c = columns[i + 2] * width
    const d = columns[i + 3] * width
    const va = v[i]
    const vb = v[i + 1]
    const vc = v[i + 2]
    const vd = v[i + 3]
    for (let j = 0; j < width; j++) {
      sum[j] += va * rows[a + j] + vb * rows[b + j] + vc * rows[c + j] + vd * rows[d + j]
    }
  }
  for (let i = whole; i < n; i++) {
    const a = columns[i] * width
    const va = v[i]
    for (let j = 0; j < width; j++) sum[j] += va * rows[a + j]
  }
}

/** out_i = (row columns_i of `rows`) · x */
function gatheredDots(
  rows: Float32Array,
  width: number,
  columns: Uint32Array,
  x: Float64Array,
  out: Float64Array,
): void {
  const n = columns.length
  const whole = n - (n % 4)
  for (let i = 0; i < whole; i += 4) {
    const a = columns[i] * width
    const b = columns[i + 1] * width
    const c = columns[i + 2] * width
    const d = columns[i + 3] * width
    let sumA = 0
    let sumB = 0
    let sumC = 0
    let sumD = 0
    for (let j = 0; j < width; j++) {
      const value = x[j]
      sumA += rows[a + j] * value
      sumB += rows[b + j] * value
      sumC += rows[c + j] * value
      sumD += rows[d + j] * value
    }
    out[i] = sumA
    out[i + 1] = sumB
    out[i + 2] = sumC
    out[i + 3] = sumD
  }
  for (let i = whole; i < n; i++) {
    const a = columns[i] * width
    let sum = 0
    for (let j = 0; j < width; j++) sum += rows[a + j] * x[j]
    out[i] = sum
  }
}
