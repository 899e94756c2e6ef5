import type { Song } from '../../domain/song.js'
import type { TrainingData } from '../../domain/training-data.js'
import { type AlsModel, alsUserFactors, fitAls } from '../cf/als.js'
import { positiveInverse } from '../cf/positive-inverse.js'
import { tokensOf } from '../content-tokens.js'
import { interactionsOf, row } from '../interactions.js'
import { fitRidge, type Ridge } from './ridge.js'
import { rowProducts } from './sparse-products.js'
import { besides, type SparseRows } from './sparse-rows.js'
import { hashOf } from './terms.js'
import { textsBy } from './text-model.js'
import { fitTfIdf, type TfIdf, tfIdfRows } from './tf-idf.js'
import { fitThemes, type Themes, themesOf } from './themes.js'

/** What places songs by what is written of them. */
export interface ColdSongModel {
  readonly words: TfIdf
  readonly tokens: TfIdf
  readonly themes: Themes
  /** Of different sizes: each sees the listeners' taste at another grain. */
  readonly factorModels: readonly AlsModel[]
  /** From all of a song's text to its factors in each of `factorModels`. */
  readonly songRidges: readonly Ridge[]
  /** From one review to its song's factors in `factorModels[TOLD]`. */
  readonly reviewRidge: Ridge
  /** From all that a user wrote to the user's factors in `factorModels[TOLD]`. */
  readonly userRidge: Ridge
  readonly userWords: TfIdf
  /** The trained songs, for the nearest neighbours. */
  readonly songs: DescribedSongs
  /** (XXᵀ + λI)⁻¹ of their rows X with themes: the ridge from text straight to who listens, songs × songs. */
  readonly dual: Float64Array
}

/** Of each song what is known of it, as rows of unit length or empty. */
export interface DescribedSongs {
  /** Its words, and its tokens at `TOKEN_WEIGHT`. */
  readonly rows: SparseRows
  /** The themes of its words. */
  readonly themes: SparseRows
}

/*
 * Chosen on validation parts of both Digital Music sets, a fifth of the train songs made cold: figures are in
 * docs/recommender.md.
 */
const FACTORS = [16, 24, 64]
export const TOLD = 1
const ALS = { regularization: 5, alpha: 10, epochs: 8 }
const THEMES = 32
const THEME_WEIGHT = Math.sqrt(0.5)
export const REGULARIZATION = 3
/** λ of the ridge from text straight to who listens. */
const LISTENERS_REGULARIZATION = 20
/** Of genres, tags, artist and decade beside the words of reviews. */
export const TOKEN_WEIGHT = Math.sqrt(0.3)

const NO_TERMS = new Uint32Array(0)

/**
 * Learns to tell a song's CF factors from its reviews and its content, by ridge regression on tf-idf and themes: once from
 * all its text, once from each review by itself, since a new song has few. A user's factors are told likewise from what
 * they write.
 * @see Van den Oord, Dieleman, Schrauwen, NIPS 2013 (factors from content; theirs from audio)
 */
export function fitColdSongs(train: TrainingData, seed: number): ColdSongModel {
  const matrix = interactionsOf(train)
  const documentsBy = (rows: number, rowOf: 'user' | 'song') =>
    textsBy(
      rows,
      train.reviews.map(review => ({ row: review[rowOf], terms: review.terms })),
    )
  const texts = documentsBy(matrix.songs, 'song')
  const written = documentsBy(matrix.users, 'user')
  const words = fitTfIdf(texts)
  const tokens = fitTfIdf(train.songs.map(contentTerms))
  const themes = fitThemes(tfIdfRows(words, texts), THEMES, seed)
  const reading = { words, tokens, themes }
  const songs = describedSongs(reading, train.songs, texts)
  const rows = withThemes(songs)
  const factorModels = FACTORS.map(factors => fitAls(matrix, { ...ALS, factors }, seed))
  const songRidges = factorModels.map(({ songFactors, factors }) =>
    fitRidge(rows, songFactors, factors, REGULARIZATION),
  )
  const { songFactors, factors } = factorModels[TOLD]
  const ofReviews = new Float32Array(train.reviews.length * factors)
  for (const [i, { song }] of train.reviews.entries()) {
    ofReviews.set(songFactors.subarray(song * factors, (song + 1) * factors), i * factors)
  }
  const reviewRows = rowsOfTexts(
    reading,
    train.reviews.map(({ terms = NO_TERMS }) => terms),
  )
  const ofUsers = new Float32Array(matrix.users * factors)
  const factorsOf = alsUserFactors(factorModels[TOLD])
  for (let user = 0; user < matrix.users; user++) ofUsers.set(factorsOf(row(matrix, user).songs), user * factors)
  const userWords = fitTfIdf(written)
  return {
    ...reading,
    factorModels,
    songRidges,
    reviewRidge: fitRidge(reviewRows, ofReviews, factors, REGULARIZATION),
    userRidge: fitRidge(tfIdfRows(userWords, written), ofUsers, factors, REGULARIZATION),
    userWords,
    songs,
    dual: dualOf(rows, LISTENERS_REGULARIZATION),
  }
}

/** (XXᵀ + λI)⁻¹, rows × rows. */
function dualOf(x: SparseRows, regularization: number): Float64Array {
  const rows = x.rowStart.length - 1
  const products = rowProducts(x, x)
  const { values, width } = positiveInverse(rows, gram => {
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j <= i; j++) gram.values[i * gram.width + j] = products[i * rows + j]
      gram.values[i * gram.width + i] += regularization
    }
  })
  const inverse = new Float64Array(rows * rows)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j <= i; j++) inverse[i * rows + j] = inverse[j * rows + i] = values[i * width + j]
  }
  return inverse
}

type Reading = Pick<ColdSongModel, 'words' | 'tokens' | 'themes'>

/** @param texts of each song the terms of all its reviews */
export function describedSongs(
  { words, tokens, themes }: Reading,
  songs: readonly Song[],
  texts: readonly Uint32Array[],
): DescribedSongs {
  const ofWords = tfIdfRows(words, texts)
  const ofTokens = tfIdfRows(tokens, songs.map(contentTerms))
  return { rows: besides(ofWords, ofTokens, TOKEN_WEIGHT), themes: themesOf(themes, ofWords) }
}

/** All that is known of songs in one row each. */
export function withThemes({ rows, themes }: DescribedSongs): SparseRows {
  return besides(rows, themes, THEME_WEIGHT)
}

/** Of texts each with its themes at `THEME_WEIGHT`. */
export function rowsOfTexts(
  { words, themes }: Pick<Reading, 'words' | 'themes'>,
  texts: readonly Uint32Array[],
): SparseRows {
  const ofWords = tfIdfRows(words, texts)
  return besides(ofWords, themesOf(themes, ofWords), THEME_WEIGHT)
}

function contentTerms(song: Song): Uint32Array {
  return Uint32Array.from(tokensOf(song).keys(), token => hashOf(token))
}
