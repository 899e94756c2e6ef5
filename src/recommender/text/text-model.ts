import type { TrainingData } from '../../domain/training-data.js'
import { stackedRows } from '../interactions.js'
import type { SongTokens } from '../song-tokens.js'
import { ofUnitLength, type SparseRows, strongest } from './sparse-rows.js'
import { joinedTerms } from './terms.js'
import { fitTfIdf, type TfIdf, tfIdfRows } from './tf-idf.js'

/** What is written of songs: of each the words that tell it from others. A song without a review has an empty row. */
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
  const documents = textsBy(
    songs.length,
    reviews.map(({ song, terms }) => ({ row: song, terms })),
  )
  const words = fitTfIdf(documents)
  const { rowStart, columns, values, width } = weightiest(tfIdfRows(words, documents))
  // Of hundreds of thousands of terms most are among the weightiest of no song.
  const used = new Uint8Array(width)
  for (const column of columns) used[column] = 1
  const kept = Uint32Array.from(used.keys()).filter(column => used[column] === 1)
  const position = new Uint32Array(width)
  kept.forEach((column, i) => {
    position[column] = i
  })
  const terms = Uint32Array.from(words.columnOf.keys())
  return {
    tokens: kept.map(column => terms[column]),
    idf: Float32Array.from(kept, column => words.idf[column]),
    rowStart,
    columns: columns.map(column => position[column]),
    values,
  }
}

/** The terms of all texts of each row, one text after another. */
export function textsBy(
  rows: number,
  texts: readonly { readonly row: number; readonly terms: Uint32Array | undefined }[],
): Uint32Array[] {
  const lengths = new Uint32Array(rows)
  for (const { row, terms } of texts) lengths[row] += terms?.length ?? 0
  const joined = Array.from(lengths, length => new Uint32Array(length))
  for (const { row, terms } of texts) {
    if (!terms) continue
    lengths[row] -= terms.length
    joined[row].set(terms, lengths[row])
  }
  return joined
}

/** Makes rows of further texts, of the terms of each, as the model's own songs have them. */
export function textReader(model: TextModel): (documents: readonly Uint32Array[]) => SparseRows {
  const columnOf = new Map<number, number>()
  model.tokens.forEach((term, column) => {
    columnOf.set(term, column)
  })
  const words: TfIdf = { columnOf, idf: model.idf }
  return documents => weightiest(tfIdfRows(words, documents))
}

/** A text as a row of the model. */
export interface TextVector {
  readonly columns: Uint32Array
  readonly values: Float32Array
}

/** The model with further songs behind its own, of the words that it knows; of each the terms of its reviews. */
export function withTextOf(model: TextModel, further: readonly (readonly Uint32Array[])[]): TextModel {
  const documents = textsBy(
    further.length,
    further.flatMap((reviews, row) => reviews.map(terms => ({ row, terms }))),
  )
  return { ...model, ...stackedRows(model, textReader(model)(documents)) }
}

/** Makes a row of all that one person wrote, of the terms of each text; null where no word of it counts. */
export function wordsReader(model: TextModel): (texts: readonly Uint32Array[]) => TextVector | null {
  const read = textReader(model)
  return texts => {
    const { columns, values } = read([joinedTerms(texts)])
    return columns.length === 0 ? null : { columns, values }
  }
}

/** The cosine of a text with each of some songs, in [0, 1]; 0 where either has no word that counts. */
export function textCosines(model: TextModel, { columns, values }: TextVector, songs: Uint32Array): Float64Array {
  const weights = new Float32Array(model.tokens.length)
  for (let i = 0; i < columns.length; i++) weights[columns[i]] = values[i]
  return Float64Array.from(songs, song => {
    let sum = 0
    for (let at = model.rowStart[song]; at < model.rowStart[song + 1]; at++)
      sum += weights[model.columns[at]] * model.values[at]
    return sum
  })
}

function weightiest(rows: SparseRows): SparseRows {
  return ofUnitLength(strongest(rows, MOST_TERMS))
}
