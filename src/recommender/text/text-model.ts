import type { TrainingData } from '../../domain/training-data.js'
import type { SongTokens } from '../content.js'
import { topK } from '../top.js'
import { fitTfIdf, type SparseRows, type TfIdf, tfIdfRows } from './tf-idf.js'

/** What is written of songs: of each the words that tell it from others. Songs without a review have an empty row. */
export interface TextModel extends SongTokens {
  /** Terms, as `termsOf` has them. */
  readonly tokens: Uint32Array
  /** Of each term, ≥ 1. */
  readonly idf: Float32Array
}

/**
 * Words kept of a song, the weightiest. All of them rank better alone, as a long row resembles everything and so tells
 * popularity; beside models that know popularity the few do (docs/recommender.md), and they are quick to go through.
 */
const MOST_TERMS = 128

/** tf-idf of all that is written of each song, one document a song; a review without `terms` says nothing. */
export function fitText({ songs, reviews }: TrainingData): TextModel {
  const documents = textsOf(songs.length, reviews)
  const words = fitTfIdf(documents)
  const { rowStart, columns, values } = weightiest(tfIdfRows(words, documents), MOST_TERMS)
  return { tokens: Uint32Array.from(words.columnOf.keys()), idf: words.idf, rowStart, columns, values }
}

/** The terms of all reviews of each song, one after another. */
export function textsOf(
  songs: number,
  reviews: readonly { readonly song: number; readonly terms?: Uint32Array }[],
): Uint32Array[] {
  const lengths = new Uint32Array(songs)
  for (const { song, terms } of reviews) lengths[song] += terms?.length ?? 0
  const texts = Array.from(lengths, length => new Uint32Array(length))
  for (const { song, terms } of reviews) {
    if (!terms) continue
    lengths[song] -= terms.length
    texts[song].set(terms, lengths[song])
  }
  return texts
}

/** Makes rows of further texts, as the model's own songs have them. */
export function textRows(model: TextModel): (documents: readonly Uint32Array[]) => SparseRows {
  const columnOf = new Map<number, number>()
  model.tokens.forEach((term, column) => {
    columnOf.set(term, column)
  })
  const words: TfIdf = { columnOf, idf: model.idf }
  return documents => weightiest(tfIdfRows(words, documents), MOST_TERMS)
}

/** Each row's entries of greatest value, at most so many (of equal ones the lower columns), made of length 1 again. */
function weightiest({ rowStart, columns, values, width }: SparseRows, most: number): SparseRows {
  const rows = rowStart.length - 1
  const starts = new Uint32Array(rows + 1)
  const kept: number[] = []
  const weights: number[] = []
  for (let row = 0; row < rows; row++) {
    const from = rowStart[row]
    const chosen = topK(values.subarray(from, rowStart[row + 1]), most).sort()
    const length = Math.hypot(...Array.from(chosen, at => values[from + at]))
    for (const at of chosen) {
      kept.push(columns[from + at])
      weights.push(values[from + at] / length)
    }
    starts[row + 1] = kept.length
  }
  return { rowStart: starts, columns: Uint32Array.from(kept), values: Float32Array.from(weights), width }
}
