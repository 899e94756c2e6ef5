import { linearArena } from '../../../simd/linear.js'

/** Squared residual, as a share of the right side's, at which a row counts as solved. */
const TOLERANCE = 1e-14
/** The kernels take rows of a multiple of this many factors. */
const LANES = 8

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
  const columns = y.length / factors
  const width = Math.ceil(factors / LANES) * LANES
  const bytes = { rows: 4 * columns * width, sum: 8 * width, vector: 8 * columns }
  const kernels = linearArena(2 * bytes.rows + bytes.sum + 3 * bytes.vector + 4 * columns)
  const { buffer } = kernels
  const [yAt, zAt, sumAt] = [0, bytes.rows, 2 * bytes.rows]
  const [residualAt, directionAt, imageAt] = [0, 1, 2].map(i => sumAt + bytes.sum + i * bytes.vector)
  const idsAt = imageAt + bytes.vector
  copyRows(y, factors, new Float32Array(buffer, yAt, columns * width), width)
  copyRows(z, factors, new Float32Array(buffer, zAt, columns * width), width)
  const sum = new Float64Array(buffer, sumAt, width)
  const residual = new Float64Array(buffer, residualAt, columns)
  const direction = new Float64Array(buffer, directionAt, columns)
  const image = new Float64Array(buffer, imageAt, columns)
  const ids = new Uint32Array(buffer, idsAt, columns)

  /** image = (I/alpha + Y Zᵀ) direction */
  function apply(n: number): void {
    kernels.gatheredSum(zAt, 4 * width, idsAt, directionAt, n, sumAt, width)
    kernels.gatheredDots(yAt, 4 * width, idsAt, sumAt, width, imageAt, n)
    for (let i = 0; i < n; i++) image[i] += direction[i] / alpha
  }

  return function solve(columns: Uint32Array, t: Float64Array, steps: number, x: Float32Array): void {
    const n = columns.length
    ids.set(columns)
    const right = 1 + 1 / alpha
    direction.set(t)
    apply(n)
    let size = 0
    for (let i = 0; i < n; i++) {
      const r = right - image[i]
      residual[i] = r
      direction[i] = r
      size += r * r
    }
    const enough = TOLERANCE * n * right * right
    for (let step = 0; step < steps && size > enough; step++) {
      apply(n)
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
    direction.set(t)
    kernels.gatheredSum(zAt, 4 * width, idsAt, directionAt, n, sumAt, width)
    x.set(sum.subarray(0, factors))
  }
}

/** Rows of `factors` numbers into rows of `width`, whose rest stays zero. */
function copyRows(from: Float32Array, factors: number, to: Float32Array, width: number): void {
  for (let row = 0; row * factors < from.length; row++) {
    to.set(from.subarray(row * factors, (row + 1) * factors), row * width)
  }
}
