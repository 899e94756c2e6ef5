import type { SparseRows } from './tf-idf.js'

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
  const rows = x.rowStart.length - 1
  const weights = new Float32Array(x.width * width)
  const target = new Float64Array(rows)
  for (let column = 0; column < width; column++) {
    for (let row = 0; row < rows; row++) target[row] = targets[row * width + column]
    const solution = weightsOf(x, dual(x, target, regularization))
    for (let i = 0; i < x.width; i++) weights[i * width + column] = solution[i]
  }
  return { weights, width }
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

/** Solves (XXᵀ + λI)a = t. */
function dual(x: SparseRows, target: Float64Array, regularization: number): Float64Array {
  const solution = new Float64Array(target.length)
  const residual = target.slice()
  const direction = target.slice()
  let squares = dot(residual, residual)
  const enough = squares * TOLERANCE * TOLERANCE
  for (let step = 0; step < STEPS && squares > enough; step++) {
    const image = timesRows(x, weightsOf(x, direction))
    for (let i = 0; i < image.length; i++) image[i] += regularization * direction[i]
    const length = squares / dot(direction, image)
    for (let i = 0; i < image.length; i++) {
      solution[i] += length * direction[i]
      residual[i] -= length * image[i]
    }
    const before = squares
    squares = dot(residual, residual)
    for (let i = 0; i < image.length; i++) direction[i] = residual[i] + (squares / before) * direction[i]
  }
  return solution
}

/** Xᵀa, length columns of X. */
function weightsOf(x: SparseRows, a: Float64Array): Float64Array {
  const product = new Float64Array(x.width)
  for (let row = 0; row < a.length; row++) {
    for (let i = x.rowStart[row]; i < x.rowStart[row + 1]; i++) product[x.columns[i]] += x.values[i] * a[row]
  }
  return product
}

/** Xw, length rows. */
function timesRows(x: SparseRows, w: Float64Array): Float64Array {
  const product = new Float64Array(x.rowStart.length - 1)
  for (let row = 0; row < product.length; row++) {
    for (let i = x.rowStart[row]; i < x.rowStart[row + 1]; i++) product[row] += x.values[i] * w[x.columns[i]]
  }
  return product
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}
