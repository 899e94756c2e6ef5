import { tokensOf } from '../content.js'
import { fitRidge, predictRidge } from '../text/ridge.js'
import { hashOf } from '../text/terms.js'
import { fitTfIdf, type SparseRows, tfIdfRows } from '../text/tf-idf.js'
import {
  type BiasHyperparameters,
  type BiasModel,
  biasPrediction,
  fitBiases,
  type RatedReview,
  type RatingContext,
} from './biases.js'
import { factorProduct, fitRatingFactors, RATING_FACTOR_DEFAULTS } from './factors.js'

/** The signals that ratings and songs alone give. */
const WITHOUT_REVIEWS = [
  'one',
  'userBias',
  'songBias',
  'userRatings',
  'songRatings',
  'userSpread',
  'songSpread',
  'factors',
  'content',
] as const
/** Those that what is written adds. */
const OF_REVIEWS = ['songSentiment', 'userSentiment', 'songText', 'userText', 'likeSongs'] as const

export function signalNames(readsReviews: boolean): readonly string[] {
  return readsReviews ? [...WITHOUT_REVIEWS, ...OF_REVIEWS] : WITHOUT_REVIEWS
}

/** What one user's rating of one song is predicted from. */
export interface RatingSignals {
  readonly biases: BiasModel
  /** In the order of `signalNames`. */
  of(user: number, song: number): number[]
}

/** Reviews' worth of belief that a user or song is like any other. */
const SENTIMENT_PRIOR = 3
const SPREAD_PRIOR = 4
/** λ of the ridges from words to biases. */
const TEXT_REGULARIZATION = 3
/** Cosines' worth of belief that a user likes songs of a kind as any other. */
const LIKENESS_PRIOR = 1

const NO_TERMS = new Uint32Array(0)

/**
 * Learns from some reviews what tells a rating that is not among them:
 * `userRatings`, `songRatings` ln(1 + how many); `…Spread` the standard deviation around the biases' prediction;
 * `factors` of what the biases leave; `content` the song's bias as its genres, tags, artist and decade tell it;
 * `…Sentiment` the mean above the mean of all; `…Text` the bias as all the words of the song's or the user's reviews tell it;
 * `likeSongs` what the biases leave of the user's other ratings, weighted by how alike is what is written of the songs.
 * @param readsReviews whether texts may be used, or only the stars
 */
export function fitSignals(
  reviews: readonly RatedReview[],
  context: RatingContext,
  regularization: BiasHyperparameters,
  readsReviews: boolean,
  seed: number,
): RatingSignals {
  const { users, songs } = context
  const biases = fitBiases(reviews, context, regularization)
  const userOf = (review: RatedReview) => review.user
  const songOf = (review: RatedReview) => review.song
  const residual = ({ user, song, rating }: RatedReview) => rating - biasPrediction(biases, user, song)
  const userStars = spreads(reviews, users, userOf, residual)
  const songStars = spreads(reviews, songs.length, songOf, residual)
  const factors = fitRatingFactors(reviews, biases, RATING_FACTOR_DEFAULTS, seed)
  const content = toldBy(
    songs.map(song => Uint32Array.from(tokensOf(song).keys(), token => hashOf(token))),
    biases.song,
  ).told
  const plain = (user: number, song: number) => [
    1,
    biases.user[user],
    biases.song[song],
    Math.log1p(userStars.counts[user]),
    Math.log1p(songStars.counts[song]),
    userStars.spread[user],
    songStars.spread[song],
    factorProduct(factors, user, song),
    content[song],
  ]
  if (!readsReviews) return { biases, of: plain }

  const songSentiment = sentiments(reviews, songs.length, songOf)
  const userSentiment = sentiments(reviews, users, userOf)
  const songText = toldBy(documents(reviews, songs.length, songOf), biases.song)
  const userText = toldBy(documents(reviews, users, userOf), biases.user)
  const ratedBy = Array.from({ length: users }, (): { song: number; residual: number }[] => [])
  for (const review of reviews) ratedBy[review.user].push({ song: review.song, residual: residual(review) })
  return {
    biases,
    of(user, song) {
      let sum = 0
      let weights = LIKENESS_PRIOR
      for (const other of ratedBy[user]) {
        if (other.song === song) continue
        const cosine = product(songText.rows, song, other.song)
        sum += cosine * other.residual
        weights += cosine
      }
      return [
        ...plain(user, song),
        songSentiment[song],
        userSentiment[user],
        songText.told[song],
        userText.told[user],
        sum / weights,
      ]
    },
  }
}

/** Of each user or song how many rated, and how far from the prediction, shrunk towards all. */
function spreads(
  reviews: readonly RatedReview[],
  length: number,
  rowOf: (review: RatedReview) => number,
  residual: (review: RatedReview) => number,
) {
  const counts = new Float64Array(length)
  const squares = new Float64Array(length)
  let total = 0
  for (const review of reviews) {
    const square = residual(review) ** 2
    counts[rowOf(review)]++
    squares[rowOf(review)] += square
    total += square
  }
  const variance = reviews.length === 0 ? 0 : total / reviews.length
  const spread = squares.map((sum, row) => Math.sqrt((sum + SPREAD_PRIOR * variance) / (counts[row] + SPREAD_PRIOR)))
  return { counts, spread }
}

/** Mean sentiment above that of all reviews, shrunk towards 0. */
function sentiments(
  reviews: readonly RatedReview[],
  length: number,
  rowOf: (review: RatedReview) => number,
): Float64Array {
  let total = 0
  for (const { sentiment } of reviews) total += sentiment / reviews.length
  const sums = new Float64Array(length)
  const counts = new Float64Array(length)
  for (const review of reviews) {
    sums[rowOf(review)] += review.sentiment - total
    counts[rowOf(review)]++
  }
  return sums.map((sum, row) => sum / (counts[row] + SENTIMENT_PRIOR))
}

function documents(
  reviews: readonly RatedReview[],
  length: number,
  rowOf: (review: RatedReview) => number,
): Uint32Array[] {
  const parts = Array.from({ length }, (): Uint32Array[] => [])
  for (const review of reviews) parts[rowOf(review)].push(review.terms ?? NO_TERMS)
  return parts.map(each => {
    const all = new Uint32Array(each.reduce((sum, terms) => sum + terms.length, 0))
    let at = 0
    for (const terms of each) {
      all.set(terms, at)
      at += terms.length
    }
    return all
  })
}

/** The biases as terms tell them: ridge regression on tf-idf. */
function toldBy(terms: readonly Uint32Array[], biases: Float64Array): { rows: SparseRows; told: Float32Array } {
  const rows = tfIdfRows(fitTfIdf(terms), terms)
  return { rows, told: predictRidge(fitRidge(rows, Float32Array.from(biases), 1, TEXT_REGULARIZATION), rows) }
}

/** Of two rows. */
function product({ rowStart, columns, values }: SparseRows, a: number, b: number): number {
  let sum = 0
  let i = rowStart[a]
  let j = rowStart[b]
  while (i < rowStart[a + 1] && j < rowStart[b + 1]) {
    if (columns[i] === columns[j]) sum += values[i++] * values[j++]
    else if (columns[i] < columns[j]) i++
    else j++
  }
  return sum
}
