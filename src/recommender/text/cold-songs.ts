import type { Song } from '../../domain/song.js'
import type { TrainingData } from '../../domain/training-data.js'
import { type AlsModel, alsUserFactors, fitAls } from '../cf/als.js'
import { tokensOf } from '../content-tokens.js'
import { interactionsOf, type SongVector } from '../interactions.js'
import { fitRidge, predictRidge, type Ridge } from './ridge.js'
import { besides, type SparseRows } from './sparse-rows.js'
import { hashOf, joinedTerms } from './terms.js'
import { fitTfIdf, type TfIdf, tfIdfRows } from './tf-idf.js'

/** A song of which only words are known: no plays, nobody who liked it. */
export interface ColdSong {
  readonly song: Song
  /** `termsOf` each of its reviews; at least one for a score that means something. */
  readonly reviews: readonly Uint32Array[]
}

/** What places songs by what is written of them. */
export interface ColdSongModel {
  /** Of different sizes: each sees the listeners' taste at another grain. */
  readonly factorModels: readonly AlsModel[]
  /** From all of a song's text to its factors in each of `factorModels`. */
  readonly songRidges: readonly Ridge[]
  /** From one review to its song's factors in the second of them. */
  readonly reviewRidge: Ridge
  readonly words: TfIdf
  readonly tokens: TfIdf
  /** The trained songs' rows, for the nearest neighbours. */
  readonly songs: SparseRows
}

/*
 * Chosen on validation parts of both Digital Music sets, a fifth of the train songs made cold: figures are in
 * docs/evaluation.md.
 */
const FACTORS = [16, 32, 64]
const REVIEW_FACTORS = 1
const ALS = { regularization: 5, alpha: 10, epochs: 8 }
export const REGULARIZATION = 3
/** Of genres, tags, artist and decade beside the words of reviews. */
export const TOKEN_WEIGHT = Math.sqrt(0.3)

/** Of how many wrote of a song, beside five parts that say whether it suits the user. */
const POPULARITY_WEIGHT = 0.6

const NO_TERMS = new Uint32Array(0)

/**
 * Learns to tell a song's CF factors from its reviews and its content, by ridge regression on tf-idf: once from all its
 * text, once from each review by itself, since a new song has few.
 * @see Van den Oord, Dieleman, Schrauwen, NIPS 2013 (factors from content; theirs from audio)
 */
export function fitColdSongs(train: TrainingData, seed: number): ColdSongModel {
  const matrix = interactionsOf(train)
  const reviews = train.songs.map((): Uint32Array[] => [])
  for (const { song, terms } of train.reviews) if (terms) reviews[song].push(terms)
  const texts = reviews.map(joinedTerms)
  const contents = train.songs.map(contentTerms)
  const words = fitTfIdf(texts)
  const tokens = fitTfIdf(contents)
  const songs = besides(tfIdfRows(words, texts), tfIdfRows(tokens, contents), TOKEN_WEIGHT)
  const factorModels = FACTORS.map(factors => fitAls(matrix, { ...ALS, factors }, seed))
  const songRidges = factorModels.map(({ songFactors, factors }) =>
    fitRidge(songs, songFactors, factors, REGULARIZATION),
  )
  const { songFactors, factors } = factorModels[REVIEW_FACTORS]
  const targets = new Float32Array(train.reviews.length * factors)
  for (const [i, { song }] of train.reviews.entries()) {
    targets.set(songFactors.subarray(song * factors, (song + 1) * factors), i * factors)
  }
  const eachReview = tfIdfRows(
    words,
    train.reviews.map(({ terms = NO_TERMS }) => terms),
  )
  const reviewRidge = fitRidge(eachReview, targets, factors, REGULARIZATION)
  return { factorModels, songRidges, reviewRidge, words, tokens, songs }
}

/**
 * Scores cold songs for a user: the sum of the z-scores, over the cold songs, of each factor model's product, of the
 * product with the mean of the reviews' factors, and of Σ cos with the songs of the history; and `POPULARITY_WEIGHT` times
 * that of ln(1 + reviews).
 * @returns for a history of trained songs a score for each of `cold`
 */
export function coldSongScorer(model: ColdSongModel, cold: readonly ColdSong[]): (history: SongVector) => Float64Array {
  const texts = tfIdfRows(
    model.words,
    cold.map(({ reviews }) => joinedTerms(reviews)),
  )
  const contents = tfIdfRows(
    model.tokens,
    cold.map(({ song }) => contentTerms(song)),
  )
  const rows = besides(texts, contents, TOKEN_WEIGHT)
  const ofReviews = meanOfReviews(model, cold)
  const parts = [
    ...model.factorModels.map((factorModel, i) => ({ factorModel, factors: predictRidge(model.songRidges[i], rows) })),
    { factorModel: model.factorModels[REVIEW_FACTORS], factors: ofReviews },
  ].map(({ factorModel, factors }) => ({ user: alsUserFactors(factorModel), width: factorModel.factors, factors }))
  const nearness = cosines(rows, model.songs)
  const popularity = Float64Array.from(cold, ({ reviews }) => Math.log1p(reviews.length))
  const warm = model.songs.rowStart.length - 1
  return history => {
    const sum = new Float64Array(cold.length)
    const scores = new Float64Array(cold.length)
    for (const { user, width, factors } of parts) {
      const taste = user(history.songs)
      for (let song = 0; song < scores.length; song++) {
        scores[song] = 0
        for (let i = 0; i < width; i++) scores[song] += taste[i] * factors[song * width + i]
      }
      addStandardised(sum, scores)
    }
    for (let song = 0; song < scores.length; song++) {
      scores[song] = 0
      for (const known of history.songs) scores[song] += nearness[song * warm + known]
    }
    addStandardised(sum, scores)
    addStandardised(sum, popularity, POPULARITY_WEIGHT)
    return sum
  }
}

function meanOfReviews({ words, reviewRidge }: ColdSongModel, cold: readonly ColdSong[]): Float32Array {
  const { width } = reviewRidge
  const predicted = predictRidge(
    reviewRidge,
    tfIdfRows(
      words,
      cold.flatMap(({ reviews }) => reviews),
    ),
  )
  const means = new Float32Array(cold.length * width)
  let at = 0
  for (const [song, { reviews }] of cold.entries()) {
    for (let review = 0; review < reviews.length; review++) {
      for (let i = 0; i < width; i++) means[song * width + i] += predicted[at++] / reviews.length
    }
  }
  return means
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

function contentTerms(song: Song): Uint32Array {
  return Uint32Array.from(tokensOf(song).keys(), token => hashOf(token))
}
