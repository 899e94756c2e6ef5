import { times, transposeTimes } from './sparse-products.js'
import type { SparseRows } from './sparse-rows.js'

/** Steps of the conjugate gradient at most; it stops earlier where the residual is this much smaller than the target. */
const STEPS = 60
const TOLERANCE = 1e-4

/** What predicts dense targets from sparse rows. */
export interface Ridge {
  /** Columns of the rows × columns of the targets, row by row. */
  readonly weights: Float32Array
  /** Columns of the targets. */
  readonly width: number
}

/**
 * Ridge regression of several targets at once: W minimises ‖XW − T‖² + λ‖W‖². Solved for its dual, W = Xᵀ(XXᵀ + λI)⁻¹T, by
 * conjugate gradient, so that neither XXᵀ nor XᵀX is ever made: time is linear in the entries of X.
 * @param targets rows of X × `width`, row by row
 * @param regularization λ > 0
 * @see Saunders, Gammerman, Vovk, ICML 1998 (the dual)
 */
export function fitRidge(x: SparseRows, targets: Float32Array, width: number, regularization: number): Ridge {
  const weights = transposeTimes(x, dual(x, targets, width, regularization), width)
  return { weights: Float32Array.from(weights), width }
}

/** Rows × width: X·W. All 0 for an empty row. */
export function predictRidge({ weights, width }: Ridge, x: SparseRows): Float32Array {
  const rows = x.rowStart.length - 1
  const predicted = new Float32Array(rows * width)
  for (let row = 0; row < rows; row++) {
    for (let i = x.rowStart[row]; i < x.rowStart[row + 1]; i++) {
      const from = x.columns[i] * width
      for (let j = 0; j < width; j++) predicted[row * width + j] += x.values[i] * weights[from + j]
    }
  }
  return predicted
}

/** Solves (XXᵀ + λI)A = T, all columns at once: each has steps of its own, and stands still once it is near enough. */
function dual(x: SparseRows, targets: Float32Array, width: number, regularization: number): Float64Array {
  const solution = new Float64Array(targets.length)
  const residual = Float64Array.from(targets)
  const direction = residual.slice()
  let squares = products(residual, residual, width)
  const enough = squares.map(square => square * TOLERANCE * TOLERANCE)
  for (let step = 0; step < STEPS && squares.some((square, j) => square > enough[j]); step++) {
    const image = times(x, transposeTimes(x, direction, width), width)
    for (let i = 0; i < image.length; i++) image[i] += regularization * direction[i]
    const curvature = products(direction, image, width)
    const lengths = squares.map((square, j) => (square > enough[j] ? square / curvature[j] : 0))
    for (let at = 0; at < image.length; at += width) {
      for (let j = 0; j < width; j++) {
        solution[at + j] += lengths[j] * direction[at + j]
        residual[at + j] -= lengths[j] * image[at + j]
      }
    }
    const before = squares
    squares = products(residual, residual, width)
    const ratios = squares.map((square, j) => (before[j] > 0 ? square / before[j] : 0))
    for (let at = 0; at < image.length; at += width) {
      for (let j = 0; j < width; j++) direction[at + j] = residual[at + j] + ratios[j] * direction[at + j]
    }
  }
  return solution
}

/** Of each column, the product of the two with each other. */
function products(a: Float64Array, b: Float64Array, width: number): Float64Array {
  const sums = new Float64Array(width)
  for (let at = 0; at < a.length; at += width) {
    for (let j = 0; j < width; j++) sums[j] += a[at + j] * b[at + j]
  }
  return sums
}
