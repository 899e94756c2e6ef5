import { type LinearArena, linearArena } from '../../../simd/linear.js'

/** Rows and columns of a block: two blocks' rows of PANEL numbers stay in the caches. */
const BLOCK = 64
/** Length of the pieces in which sums over a row are taken. */
const PANEL = 256
const BYTES = Float64Array.BYTES_PER_ELEMENT

/** Two square matrices in the memory of the kernels, as wide as these take: a multiple of 4. */
interface Work {
  readonly width: number
  /** The matrix, whose added rows are those of the identity; at last its inverse. */
  readonly matrix: Float64Array
  /** U, zero at first. */
  readonly upper: Float64Array
  /** out_ij += sign · Σ over k from `from` to `to` of a_ik · b_jk, for i of the rows and j of the columns given. */
  addProducts(
    out: Float64Array,
    a: Float64Array,
    b: Float64Array,
    rows: readonly [from: number, end: number],
    columns: readonly [from: number, end: number],
    from: number,
    to: number,
    sign: 1 | -1,
  ): void
}

/** The lower triangle of a symmetric matrix, row i from `i · width` on. */
export interface Triangle {
  readonly values: Float64Array
  readonly width: number
}

/**
 * Inverse of a symmetric positive definite matrix, n × n: Cholesky's A = LLᵀ, U = L⁻ᵀ, A⁻¹ = UUᵀ. All three are sums of
 * products of two rows, taken in blocks by kernels in WebAssembly SIMD; n³ operations in all, and the memory of two matrices.
 * @param write writes the matrix to where there are zeros
 * @throws RangeError if the matrix is not positive definite
 */
export function positiveInverse(n: number, write: (matrix: Triangle) => void): Triangle {
  const work = workFor(n)
  const { width, matrix, upper } = work
  write({ values: matrix, width })
  factorise(work)
  invertLower(work)
  matrix.fill(0)
  for (let rows = 0; rows < width; rows += BLOCK) {
    const end = Math.min(width, rows + BLOCK)
    for (let columns = 0; columns <= rows; columns += BLOCK) {
      // Row i of U begins at column i.
      const columnsEnd = Math.min(width, columns + BLOCK)
      work.addProducts(matrix, upper, upper, [rows, end], [columns, columnsEnd], rows, width, 1)
    }
  }
  return { values: matrix, width }
}

function workFor(n: number): Work {
  const width = Math.ceil(n / 4) * 4
  const size = width * width
  const arena: LinearArena = linearArena(2 * size * BYTES)
  const own = new Float64Array(arena.buffer, 0, size)
  for (let i = n; i < width; i++) own[i * width + i] = 1
  const step = width * BYTES
  const at = (array: Float64Array, row: number, column: number) => array.byteOffset + row * step + column * BYTES
  return {
    width,
    matrix: own,
    upper: new Float64Array(arena.buffer, size * BYTES, size),
    addProducts(out, a, b, [row, rowsEnd], [column, columnsEnd], from, to, sign) {
      const [rows, columns, target] = [rowsEnd - row, columnsEnd - column, at(out, row, column)]
      for (let k = from; k < to; k += PANEL) {
        const length = Math.min(PANEL, to - k)
        arena.products(at(a, row, k), at(b, column, k), step, rows, columns, length, sign, target, step)
      }
    },
  }
}

/** L in the lower triangle. */
function factorise({ matrix: a, width: n, addProducts }: Work): void {
  for (let columns = 0; columns < n; columns += BLOCK) {
    const end = Math.min(n, columns + BLOCK)
    for (let rows = columns; rows < n; rows += BLOCK) {
      const rowsEnd = Math.min(n, rows + BLOCK)
      addProducts(a, a, a, [rows, rowsEnd], [columns, end], 0, columns, -1)
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
  }
}

/** upper = L⁻ᵀ: row j of it is column j of L⁻¹. */
function invertLower(work: Work): void {
  const { matrix: lower, upper, width: n } = work
  for (let columns = 0; columns < n; columns += BLOCK) {
    const end = Math.min(n, columns + BLOCK)
    for (let rows = 0; rows <= columns; rows += BLOCK) {
      const rowsEnd = Math.min(n, rows + BLOCK)
      work.addProducts(upper, upper, lower, [rows, rowsEnd], [columns, end], rows, columns, -1)
      for (let j = rows; j < rowsEnd; j++) {
        for (let i = Math.max(columns, j); i < end; i++) {
          let sum = upper[j * n + i] + (i === j ? 1 : 0)
          for (let k = columns; k < i; k++) sum -= lower[i * n + k] * upper[j * n + k]
          upper[j * n + i] = sum / lower[i * n + i]
        }
      }
    }
  }
}
