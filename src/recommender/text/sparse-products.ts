import type { SparseRows } from './sparse-rows.js'

/** XᵀA, columns of X × width, row by row. */
export function transposeTimes(x: SparseRows, a: Float64Array, width: number): Float64Array {
  const product = new Float64Array(x.width * width)
  for (let row = 0; row + 1 < x.rowStart.length; row++) {
    for (let i = x.rowStart[row]; i < x.rowStart[row + 1]; i++) {
      addMultiple(product, x.columns[i] * width, x.values[i], a, row * width, width)
    }
  }
  return product
}

/** XW, rows × width, row by row. */
export function times(x: SparseRows, w: Float64Array, width: number): Float64Array {
  const product = new Float64Array((x.rowStart.length - 1) * width)
  for (let row = 0; row + 1 < x.rowStart.length; row++) {
    for (let i = x.rowStart[row]; i < x.rowStart[row + 1]; i++) {
      addMultiple(product, row * width, x.values[i], w, x.columns[i] * width, width)
    }
  }
  return product
}

/** sum[at …] += factor · a[from …], `width` numbers. */
function addMultiple(
  sum: Float64Array,
  at: number,
  factor: number,
  a: Float64Array,
  from: number,
  width: number,
): void {
  for (let j = 0; j < width; j++) sum[at + j] += factor * a[from + j]
}
