import type { Song } from '../../domain/song.js'
import { alsUserFactors } from '../cf/als.js'
import type { SongVector } from '../interactions.js'
import { type ColdSongModel, describedSongs, rowsOfTexts, TOLD, withThemes } from './cold-songs.js'
import { predictRidge } from './ridge.js'
import type { SparseRows } from './sparse-rows.js'
import { joinedTerms } from './terms.js'
import { tfIdfRows } from './tf-idf.js'

/** A song of which only words are known: no plays, nobody who liked it. */
export interface ColdSong {
  readonly song: Song
  /** `termsOf` each of its reviews; at least one for a score that means something. */
  readonly reviews: readonly Uint32Array[]
}

/** For whom cold songs are scored. */
export interface ColdSongListener {
  /** Of trained songs. */
  readonly history: SongVector
  /** The terms of all that they wrote of these. */
  readonly written: Uint32Array
}

/** Of the parts of a score beside those told by factors, which weigh 1: chosen as the settings of the model. */
const NEARNESS_WEIGHT = 2
const THEME_NEARNESS_WEIGHT = 0.5
/** Of how many wrote of a song; of a user with n songs 1 + 2 / √n times, as the other parts know less of a short history. */
const POPULARITY_WEIGHT = 0.6

/**
 * Scores cold songs for a user: the weighted sum of the z-scores, over the cold songs, of
 * the products of the user's factors with those told of the song's text, for each factor model;
 * the product with the mean of the factors told of each review;
 * the product of the factors told of what the user wrote with those told of the song's text;
 * Σ cos of words and tokens with the songs of the history; Σ max(cos of themes, 0)³; and ln(1 + reviews).
 * @returns for a listener a score for each of `cold`
 */
export function coldSongScorer(
  model: ColdSongModel,
  cold: readonly ColdSong[],
): (listener: ColdSongListener) => Float64Array {
  const described = describedSongs(
    model,
    cold.map(({ song }) => song),
    cold.map(({ reviews }) => joinedTerms(reviews)),
  )
  const rows = withThemes(described)
  const ofText = model.songRidges.map(ridge => predictRidge(ridge, rows))
  const ofReviews = meanOfReviews(model, cold)
  const tasteOf = model.factorModels.map(alsUserFactors)
  const toldTaste = ({ written }: ColdSongListener) =>
    predictRidge(model.userRidge, tfIdfRows(model.userWords, [written]))
  const nearness = cosines(described.rows, model.songs.rows)
  const themeNearness = cosines(described.themes, model.songs.themes).map(cosine => Math.max(cosine, 0) ** 3)
  const popularity = Float64Array.from(cold, ({ reviews }) => Math.log1p(reviews.length))
  return listener => {
    const { songs } = listener.history
    const sum = new Float64Array(cold.length)
    for (const [i, factors] of ofText.entries()) {
      const taste = tasteOf[i](songs)
      addStandardised(sum, products(factors, taste))
      if (i === TOLD) addStandardised(sum, products(ofReviews, taste))
    }
    addStandardised(sum, products(ofText[TOLD], toldTaste(listener)))
    addStandardised(sum, sums(nearness, songs, cold.length), NEARNESS_WEIGHT)
    addStandardised(sum, sums(themeNearness, songs, cold.length), THEME_NEARNESS_WEIGHT)
    addStandardised(sum, popularity, POPULARITY_WEIGHT * (1 + 2 / Math.sqrt(Math.max(1, songs.length))))
    return sum
  }
}

function meanOfReviews(model: ColdSongModel, cold: readonly ColdSong[]): Float32Array {
  const { width } = model.reviewRidge
  const texts = cold.flatMap(({ reviews }) => reviews)
  const predicted = predictRidge(model.reviewRidge, rowsOfTexts(model, texts))
  const means = new Float32Array(cold.length * width)
  let at = 0
  for (const [song, { reviews }] of cold.entries()) {
    for (let review = 0; review < reviews.length; review++) {
      for (let i = 0; i < width; i++) means[song * width + i] += predicted[at++] / reviews.length
    }
  }
  return means
}

/** Of each row of `factors` its product with `taste`. */
function products(factors: Float32Array, taste: Float32Array): Float64Array {
  const scores = new Float64Array(factors.length / taste.length)
  for (let at = 0; at < factors.length; at++)
    scores[Math.floor(at / taste.length)] += taste[at % taste.length] * factors[at]
  return scores
}

/** Of each row of `matrix` the sum of some columns. */
function sums(matrix: Float32Array, columns: Uint32Array, rows: number): Float64Array {
  const width = matrix.length / rows
  return Float64Array.from({ length: rows }, (_, row) => {
    let sum = 0
    for (const column of columns) sum += matrix[row * width + column]
    return sum
  })
}

/** The product of each row of `a` with each of `b`, row by row; all have about the same length. */
function cosines(a: SparseRows, b: SparseRows): Float32Array {
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

/** Adds weight · (x − mean) / standard deviation; nothing where all are alike. */
function addStandardised(sum: Float64Array, scores: Float64Array, weight = 1): void {
  let mean = 0
  for (const score of scores) mean += score / scores.length
  let variance = 0
  for (const score of scores) variance += (score - mean) ** 2 / scores.length
  if (variance === 0) return
  const deviation = Math.sqrt(variance)
  for (let i = 0; i < sum.length; i++) sum[i] += (weight * (scores[i] - mean)) / deviation
}
