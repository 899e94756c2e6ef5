import { randomNormal, seededRandom } from '../random.js'
import { times, transposeTimes } from './sparse-products.js'
import type { SparseRows } from './sparse-rows.js'

/** What documents are about, coarsely: the directions in which their rows differ most. */
export interface Themes {
  /** How many. */
  readonly themes: number
  /** Columns of the rows × themes, row by row; orthonormal. */
  readonly directions: Float64Array
}

/** Of the subspace iteration; more change the cosines of docs/evaluation.md's sets in the third digit only. */
const ITERATIONS = 8

/**
 * The span of the first right singular vectors of the rows, by subspace iteration; fewer where the rows or columns are fewer.
 * @see Deerwester et al., Indexing by Latent Semantic Analysis, JASIS 41(6), 1990
 */
export function fitThemes(x: SparseRows, most: number, seed: number): Themes {
  const themes = Math.min(most, x.rowStart.length - 1, x.width)
  const random = seededRandom(seed)
  let directions: Float64Array = Float64Array.from({ length: x.width * themes }, () => randomNormal(random))
  for (let i = 0; i < ITERATIONS; i++) {
    const image = times(x, directions, themes)
    orthonormalise(image, themes)
    directions = transposeTimes(x, image, themes)
  }
  orthonormalise(directions, themes)
  return { themes, directions }
}

/** Each row by the themes alone, of length 1 (L2); 0 for one of which they tell nothing. */
export function themesOf({ themes, directions }: Themes, x: SparseRows): SparseRows {
  const rows = x.rowStart.length - 1
  const values = times(x, directions, themes)
  for (let row = 0; row < rows; row++) {
    const own = values.subarray(row * themes, (row + 1) * themes)
    const length = Math.hypot(...own) || 1
    own.forEach((value, i) => {
      own[i] = value / length
    })
  }
  return {
    rowStart: Uint32Array.from({ length: rows + 1 }, (_, row) => row * themes),
    columns: Uint32Array.from(values, (_, i) => i % themes),
    values: Float32Array.from(values),
    width: themes,
  }
}

/** Makes the columns orthonormal in place, one after another (modified Gram–Schmidt); one that depends on others becomes 0. */
function orthonormalise(matrix: Float64Array, width: number): void {
  for (let column = 0; column < width; column++) {
    const before = lengthOf(column)
    for (let other = 0; other < column; other++) {
      let product = 0
      for (let at = 0; at < matrix.length; at += width) product += matrix[at + other] * matrix[at + column]
      for (let at = 0; at < matrix.length; at += width) matrix[at + column] -= product * matrix[at + other]
    }
    const length = lengthOf(column)
    const scale = length > 1e-9 * before ? 1 / length : 0
    for (let at = column; at < matrix.length; at += width) matrix[at] *= scale
  }

  function lengthOf(column: number): number {
    let squares = 0
    for (let at = column; at < matrix.length; at += width) squares += matrix[at] * matrix[at]
    return Math.sqrt(squares)
  }
}
