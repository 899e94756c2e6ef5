import type { Song } from '../../domain/song.js'
import { alsUserFactors } from '../cf/als.js'
import type { SongVector } from '../interactions.js'
import { type ColdSongModel, describedSongs, rowsOfTexts, TOLD, withThemes } from './cold-songs.js'
import { predictRidge } from './ridge.js'
import { rowProducts } from './sparse-products.js'
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

/**
 * What speaks for each cold song, each part as z-scores over the cold songs:
 * the products of the user's factors with those told of the song's text, for each factor model;
 * the product with the mean of the factors told of each review;
 * the product of the factors told of what the user wrote with those told of the song's text;
 * Σ cos of words and tokens with the songs of the history; Σ max(cos of themes, 0)³;
 * whether the user listens, told straight of the song's text; and ln(1 + reviews), the z-scores of a user with n songs
 * 1 + 2 / √n times, as the other parts know less of a short history.
 * @returns for a listener the parts, of each a number for each of `cold`
 */
export function coldSongParts(
  model: ColdSongModel,
  cold: readonly ColdSong[],
): (listener: ColdSongListener) => Float64Array[] {
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
  const likeness = rowProducts(rows, withThemes(model.songs))
  const nearness = rowProducts(described.rows, model.songs.rows)
  const themeNearness = rowProducts(described.themes, model.songs.themes).map(cosine => Math.max(cosine, 0) ** 3)
  const popularity = standardised(Float64Array.from(cold, ({ reviews }) => Math.log1p(reviews.length)))
  const trained = model.songs.rows.rowStart.length - 1
  return listener => {
    const { songs } = listener.history
    const tastes = tasteOf.map(of => of(songs))
    const shortness = 1 + 2 / Math.sqrt(Math.max(1, songs.length))
    const parts = [
      ...ofText.map((factors, i) => products(factors, tastes[i])),
      products(ofReviews, tastes[TOLD]),
      products(ofText[TOLD], toldTaste(listener)),
      sums(nearness, songs, cold.length),
      sums(themeNearness, songs, cold.length),
      products(likeness, sums(model.dual, songs, trained)),
    ]
    return [...parts.map(standardised), popularity.map(z => shortness * z)]
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

/** Of each row of `factors`, as wide as `taste`, its product with it. */
function products(factors: Float32Array, taste: Float32Array | Float64Array): Float64Array {
  const width = taste.length
  return Float64Array.from({ length: factors.length / width }, (_, row) => {
    let sum = 0
    for (let i = 0; i < width; i++) sum += factors[row * width + i] * taste[i]
    return sum
  })
}

/** Of each row of `matrix` the sum of some columns. */
function sums(matrix: Float32Array | Float64Array, columns: Uint32Array, rows: number): Float64Array {
  const width = matrix.length / rows
  return Float64Array.from({ length: rows }, (_, row) => {
    let sum = 0
    for (const column of columns) sum += matrix[row * width + column]
    return sum
  })
}

/** (x − mean) / standard deviation; 0 where all are alike. */
function standardised(scores: Float64Array): Float64Array {
  let mean = 0
  for (const score of scores) mean += score / scores.length
  let variance = 0
  for (const score of scores) variance += (score - mean) ** 2 / scores.length
  const deviation = Math.sqrt(variance) || 1
  return scores.map(score => (score - mean) / deviation)
}
