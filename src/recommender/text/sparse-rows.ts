import { topK } from '../top.js'

/** Rows of few numbers: row r is the range `rowStart[r]` to `rowStart[r + 1]` of the other two. */
export interface SparseRows {
  /** Length rows + 1. */
  readonly rowStart: Uint32Array
  /** Ascending and distinct within a row. */
  readonly columns: Uint32Array
  readonly values: Float32Array
  /** How many columns there are. */
  readonly width: number
}

/** [A, weight · B]: the columns of the second behind those of the first. Both have as many rows. */
export function besides(a: SparseRows, b: SparseRows, weight: number): SparseRows {
  const rows = a.rowStart.length - 1
  const rowStart = new Uint32Array(rows + 1)
  const columns = new Uint32Array(a.columns.length + b.columns.length)
  const values = new Float32Array(columns.length)
  let at = 0
  for (let row = 0; row < rows; row++) {
    for (let i = a.rowStart[row]; i < a.rowStart[row + 1]; i++, at++) {
      columns[at] = a.columns[i]
      values[at] = a.values[i]
    }
    for (let i = b.rowStart[row]; i < b.rowStart[row + 1]; i++, at++) {
      columns[at] = a.width + b.columns[i]
      values[at] = weight * b.values[i]
    }
    rowStart[row + 1] = at
  }
  return { rowStart, columns, values, width: a.width + b.width }
}

/** Of each row the `most` entries of greatest value; of equal ones those of the lower columns. */
export function strongest(x: SparseRows, most: number): SparseRows {
  return picked(x, (from, to) =>
    topK(x.values.subarray(from, to), most)
      .sort()
      .map(at => from + at),
  )
}

/** The other rows become empty. */
export function rowsWhere(x: SparseRows, keeps: (row: number) => boolean): SparseRows {
  return picked(x, (from, to, row) => Uint32Array.from({ length: keeps(row) ? to - from : 0 }, (_, i) => from + i))
}

/** Each row made of length 1 (L2); an empty one stays empty. */
export function ofUnitLength({ rowStart, values, ...rest }: SparseRows): SparseRows {
  const scaled = new Float32Array(values.length)
  for (let row = 0; row + 1 < rowStart.length; row++) {
    const own = values.subarray(rowStart[row], rowStart[row + 1])
    const length = Math.hypot(...own)
    own.forEach((value, i) => {
      scaled[rowStart[row] + i] = value / length
    })
  }
  return { rowStart, values: scaled, ...rest }
}

/** @param entriesOf which entries of the row from `from` to `to` stay, ascending */
function picked(
  { rowStart, columns, values, width }: SparseRows,
  entriesOf: (from: number, to: number, row: number) => Uint32Array,
): SparseRows {
  const starts = new Uint32Array(rowStart.length)
  const entries: number[] = []
  for (let row = 0; row + 1 < rowStart.length; row++) {
    for (const entry of entriesOf(rowStart[row], rowStart[row + 1], row)) entries.push(entry)
    starts[row + 1] = entries.length
  }
  return {
    rowStart: starts,
    columns: Uint32Array.from(entries, entry => columns[entry]),
    values: Float32Array.from(entries, entry => values[entry]),
    width,
  }
}
