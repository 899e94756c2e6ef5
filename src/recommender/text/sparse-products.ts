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

/** ABᵀ, rows of A × rows of B, row by row; both have the same columns. */
export function rowProducts(a: SparseRows, b: SparseRows): Float32Array {
  const [rows, columns] = [a.rowStart.length - 1, b.rowStart.length - 1]
  const postings = Array.from({ length: b.width }, (): { row: number; value: number }[] => [])
  for (let row = 0; row < columns; row++) {
    for (let i = b.rowStart[row]; i < b.rowStart[row + 1]; i++) postings[b.columns[i]].push({ row, value: b.values[i] })
  }
  const all = new Float32Array(rows * columns)
  for (let row = 0; row < rows; row++) {
    const products = all.subarray(row * columns, (row + 1) * columns)
    for (let i = a.rowStart[row]; i < a.rowStart[row + 1]; i++) {
      for (const { row: other, value } of postings[a.columns[i]]) products[other] += a.values[i] * value
    }
  }
  return all
}
