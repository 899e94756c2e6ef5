import type { SparseRows } from './sparse-rows.js'

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
