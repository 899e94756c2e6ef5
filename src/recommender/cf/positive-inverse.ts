/** Rows and columns of a block: two blocks' rows of PANEL numbers stay in the caches. */
const BLOCK = 64
/** Length of the pieces in which sums over a row are taken. */
const PANEL = 256

/**
 * Inverse of a symmetric positive definite matrix, n × n, row by row: Cholesky's A = LLᵀ, U = L⁻ᵀ, A⁻¹ = UUᵀ. All three
 * are sums of products of two rows, taken in blocks; n³ operations in all.
 * @param matrix its lower triangle counts; overwritten with the inverse
 * @param onRow  called with the share done, in (0, 1]
 * @throws RangeError if the matrix is not positive definite
 */
export function invertPositive(matrix: Float64Array, n: number, onRow: (done: number) => void = () => {}): void {
  factorise(matrix, n, done => onRow(done / 3))
  const upper = new Float64Array(n * n)
  invertLower(matrix, upper, n, done => onRow((1 + done) / 3))
  matrix.fill(0)
  for (let rows = 0; rows < n; rows += BLOCK) {
    const end = Math.min(n, rows + BLOCK)
    for (let columns = 0; columns <= rows; columns += BLOCK) {
      // Row i of U begins at column i.
      addProducts(matrix, n, upper, upper, rows, end, columns, Math.min(n, columns + BLOCK), rows, n, 1)
    }
    onRow((2 + end / n) / 3)
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) matrix[j * n + i] = matrix[i * n + j]
}

/** L in the lower triangle. */
function factorise(a: Float64Array, n: number, onBlock: (done: number) => void): void {
  for (let columns = 0; columns < n; columns += BLOCK) {
    const end = Math.min(n, columns + BLOCK)
    for (let rows = columns; rows < n; rows += BLOCK) {
      const rowsEnd = Math.min(n, rows + BLOCK)
      addProducts(a, n, a, a, rows, rowsEnd, columns, end, 0, columns, -1)
      for (let i = rows; i < rowsEnd; i++) {
        for (let j = columns; j < Math.min(end, i + 1); j++) {
          let sum = a[i * n + j]
          for (let k = columns; k < j; k++) sum -= a[i * n + k] * a[j * n + k]
          if (i !== j) a[i * n + j] = sum / a[j * n + j]
          else if (sum > 0) a[i * n + i] = Math.sqrt(sum)
          else throw new RangeError(`the matrix is not positive definite: pivot ${i} is ${sum}`)
        }
      }
    }
    onBlock(end / n)
  }
}

/** upper = L⁻ᵀ: row j of it is column j of L⁻¹. */
function invertLower(lower: Float64Array, upper: Float64Array, n: number, onBlock: (done: number) => void): void {
  for (let columns = 0; columns < n; columns += BLOCK) {
    const end = Math.min(n, columns + BLOCK)
    for (let rows = 0; rows <= columns; rows += BLOCK) {
      const rowsEnd = Math.min(n, rows + BLOCK)
      addProducts(upper, n, upper, lower, rows, rowsEnd, columns, end, rows, columns, -1)
      for (let j = rows; j < rowsEnd; j++) {
        for (let i = Math.max(columns, j); i < end; i++) {
          let sum = upper[j * n + i] + (i === j ? 1 : 0)
          for (let k = columns; k < i; k++) sum -= lower[i * n + k] * upper[j * n + k]
          upper[j * n + i] = sum / lower[i * n + i]
        }
      }
    }
    onBlock(end / n)
  }
}

/** out_ij += sign · Σ over k from `from` to `to` of a_ik · b_jk, for i of the rows and j of the columns given. */
function addProducts(
  out: Float64Array,
  n: number,
  a: Float64Array,
  b: Float64Array,
  rows: number,
  rowsEnd: number,
  columns: number,
  columnsEnd: number,
  from: number,
  to: number,
  sign: 1 | -1,
): void {
  for (let start = from; start < to; start += PANEL) {
    const length = Math.min(PANEL, to - start)
    for (let i = rows; i < rowsEnd; i += 4) {
      // Past the last row the last one is taken again, and its sums are dropped.
      const last = rowsEnd - 1
      const a0 = i * n + start
      const a1 = Math.min(i + 1, last) * n + start
      const a2 = Math.min(i + 2, last) * n + start
      const a3 = Math.min(i + 3, last) * n + start
      for (let j = columns; j < columnsEnd; j += 2) {
        const b0 = j * n + start
        const b1 = Math.min(j + 1, columnsEnd - 1) * n + start
        let s00 = 0
        let s01 = 0
        let s10 = 0
        let s11 = 0
        let s20 = 0
        let s21 = 0
        let s30 = 0
        let s31 = 0
        for (let k = 0; k < length; k++) {
          const x = b[b0 + k]
          const y = b[b1 + k]
          const p = a[a0 + k]
          const q = a[a1 + k]
          const r = a[a2 + k]
          const s = a[a3 + k]
          s00 += p * x
          s01 += p * y
          s10 += q * x
          s11 += q * y
          s20 += r * x
          s21 += r * y
          s30 += s * x
          s31 += s * y
        }
        const at = i * n + j
        const pair = j + 1 < columnsEnd
        out[at] += sign * s00
        if (pair) out[at + 1] += sign * s01
        if (i + 1 < rowsEnd) {
          out[at + n] += sign * s10
          if (pair) out[at + n + 1] += sign * s11
        }
        if (i + 2 < rowsEnd) {
          out[at + 2 * n] += sign * s20
          if (pair) out[at + 2 * n + 1] += sign * s21
        }
        if (i + 3 < rowsEnd) {
          out[at + 3 * n] += sign * s30
          if (pair) out[at + 3 * n + 1] += sign * s31
        }
      }
    }
  }
}
