import { fitRidge, predictRidge } from '../text/ridge.js'
import type { SparseRows } from '../text/sparse-rows.js'
import { fitTfIdf, tfIdfRows } from '../text/tf-idf.js'

/** A bias as terms tell it: a linear function of their tf-idf. */
export interface ToldBias {
  /** Hash, inverse document frequency and weight of each term that counts. */
  readonly terms: Uint32Array
  readonly idf: Float32Array
  readonly weights: Float32Array
}

/** λ of the ridge from words to biases. */
const REGULARIZATION = 3

/**
 * Ridge regression from documents to biases.
 * @returns also the documents' rows and what is predicted of them
 */
export function fitToldBias(
  documents: readonly Uint32Array[],
  biases: Float64Array,
): { told: ToldBias; rows: SparseRows; predicted: Float32Array } {
  const tfIdf = fitTfIdf(documents)
  const rows = tfIdfRows(tfIdf, documents)
  const ridge = fitRidge(rows, Float32Array.from(biases), 1, REGULARIZATION)
  const terms = Uint32Array.from(tfIdf.columnOf.keys())
  return { told: { terms, idf: tfIdf.idf, weights: ridge.weights }, rows, predicted: predictRidge(ridge, rows) }
}

/** Columns by term; made once for each model. */
const columns = new WeakMap<Uint32Array, ReadonlyMap<number, number>>()

/** The bias of a document; 0 for one without a term that counts. */
export function told({ terms, idf, weights }: ToldBias, document: Uint32Array): number {
  const columnOf = columns.get(terms) ?? new Map(Array.from(terms, (term, column) => [term, column]))
  columns.set(terms, columnOf)
  const row = tfIdfRows({ columnOf, idf }, [document])
  return row.columns.reduce((sum, column, i) => sum + row.values[i] * weights[column], 0)
}
