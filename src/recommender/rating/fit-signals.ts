import { tokensOf } from '../content-tokens.js'
import { strongest } from '../text/sparse-rows.js'
import { hashOf, joinedTerms } from '../text/terms.js'
import {
  type BiasHyperparameters,
  type BiasModel,
  biasPrediction,
  fitBiases,
  type RatedReview,
  type RatingContext,
} from './biases.js'
import { fitRatingFactors, RATING_FACTOR_DEFAULTS } from './factors.js'
import { type RatingSignals, sentimentStanding, spreadOf } from './signals.js'
import { fitToldBias } from './told-bias.js'

/** Words by which songs are compared: each song's strongest. More told no better, and would make up most of a model. */
const WORDS_COMPARED = 200

const NO_TERMS = new Uint32Array(0)

/**
 * Learns from some reviews what tells a rating that is not among them.
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
  const { counts, spread, variance } = spreads(reviews, songs.length, biases)
  const userBiases = biases.song.map((bias, song) => -bias * (counts[song] + regularization.songRegularization))
  for (const { song, rating } of reviews) userBiases[song] += rating - biases.mean
  const contents = songs.map(song => Uint32Array.from(tokensOf(song).keys(), token => hashOf(token)))
  const content = fitToldBias(contents, biases.song)
  const factors = fitRatingFactors(reviews, biases, RATING_FACTOR_DEFAULTS, seed)
  const ofSongs = readsReviews ? documents(reviews, songs.length, songOf) : []
  const songText = fitToldBias(ofSongs, readsReviews ? biases.song : new Float64Array(0))
  const ofUsers = readsReviews ? documents(reviews, users, userOf) : []
  const words = strongest(songText.rows, WORDS_COMPARED)
  let sentiment = 0
  for (const review of reviews) sentiment += review.sentiment / reviews.length
  return {
    readsReviews,
    regularization,
    mean: biases.mean,
    variance,
    sentiment,
    ratings: counts,
    userBiases,
    songBias: biases.song,
    spread,
    content: Float64Array.from(content.predicted),
    factors: factors.factors,
    songFactors: factors.song,
    songSentiment: readsReviews ? sentiments(reviews, songs.length, sentiment) : new Float64Array(0),
    songText: Float64Array.from(songText.predicted),
    userText: fitToldBias(ofUsers, readsReviews ? biases.user : new Float64Array(0)).told,
    wordStart: words.rowStart,
    words: words.columns,
    wordWeights: words.values,
  }
}

/** Of the songs: how many ratings, and how far from the biases' prediction. */
function spreads(reviews: readonly RatedReview[], songs: number, biases: BiasModel) {
  const counts = new Float64Array(songs)
  const squares = new Float64Array(songs)
  let total = 0
  for (const { user, song, rating } of reviews) {
    const square = (rating - biasPrediction(biases, user, song)) ** 2
    counts[song]++
    squares[song] += square
    total += square
  }
  const variance = reviews.length === 0 ? 0 : total / reviews.length
  return { counts, variance, spread: squares.map((sum, song) => spreadOf(sum, counts[song], variance)) }
}

/** Of each song, mean sentiment above that of all reviews, shrunk towards 0. */
function sentiments(reviews: readonly RatedReview[], songs: number, mean: number): Float64Array {
  const sums = new Float64Array(songs)
  const counts = new Float64Array(songs)
  for (const { song, sentiment } of reviews) {
    sums[song] += sentiment
    counts[song]++
  }
  return sums.map((sum, song) => sentimentStanding(sum, counts[song], mean))
}

function documents(
  reviews: readonly RatedReview[],
  length: number,
  rowOf: (review: RatedReview) => number,
): Uint32Array[] {
  const parts = Array.from({ length }, (): Uint32Array[] => [])
  for (const review of reviews) parts[rowOf(review)].push(review.terms ?? NO_TERMS)
  return parts.map(joinedTerms)
}
