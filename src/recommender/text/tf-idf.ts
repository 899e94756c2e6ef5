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

/** Which terms count, and how much. */
export interface TfIdf {
  /** Column of each term. */
  readonly columnOf: ReadonlyMap<number, number>
  /** Of each column, ≥ 1. */
  readonly idf: Float32Array
}

/** Documents that a term must be in to count. */
const FEWEST_DOCUMENTS = 2

/**
 * idf = 1 + ln((1 + documents) / (1 + documents with the term)).
 * @param documents terms of each, repeated as often as they occur
 */
export function fitTfIdf(documents: readonly Uint32Array[]): TfIdf {
  const documentsWith = new Map<number, number>()
  for (const terms of documents) {
    for (const term of new Set(terms)) documentsWith.set(term, (documentsWith.get(term) ?? 0) + 1)
  }
  const kept = [...documentsWith].filter(([, count]) => count >= FEWEST_DOCUMENTS)
  return {
    columnOf: new Map(kept.map(([term], column) => [term, column])),
    idf: Float32Array.from(kept, ([, count]) => 1 + Math.log((1 + documents.length) / (1 + count))),
  }
}

/**
 * Each document as a vector of length 1 (L2), its entries (1 + ln tf) · idf; empty where it has no term that counts.
 * @see Salton & Buckley, Information Processing & Management 24(5), 1988
 */
export function tfIdfRows({ columnOf, idf }: TfIdf, documents: readonly Uint32Array[]): SparseRows {
  const rowStart = new Uint32Array(documents.length + 1)
  const columns: number[] = []
  const values: number[] = []
  for (const [row, terms] of documents.entries()) {
    const counts = new Map<number, number>()
    for (const term of terms) {
      const column = columnOf.get(term)
      if (column !== undefined) counts.set(column, (counts.get(column) ?? 0) + 1)
    }
    const entries = [...counts].sort(([a], [b]) => a - b)
    const weights = entries.map(([column, count]) => (1 + Math.log(count)) * idf[column])
    const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0))
    for (const [i, [column]] of entries.entries()) {
      columns.push(column)
      values.push(weights[i] / length)
    }
    rowStart[row + 1] = columns.length
  }
  return { rowStart, columns: Uint32Array.from(columns), values: Float32Array.from(values), width: idf.length }
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
