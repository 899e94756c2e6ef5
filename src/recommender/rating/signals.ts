import { joinedTerms } from '../text/terms.js'
import type { BiasHyperparameters } from './biases.js'
import { RATING_FACTOR_DEFAULTS } from './factors.js'
import { type ToldBias, told } from './told-bias.js'

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

/** Reviews' worth of belief that a user or song is like any other. */
const SENTIMENT_PRIOR = 3
const SPREAD_PRIOR = 4

const NO_TERMS = new Uint32Array(0)

/** What a set of ratings and reviews leaves to tell others by. Of songs by index; users are told from their own reviews. */
export interface RatingSignals {
  readonly readsReviews: boolean
  readonly regularization: BiasHyperparameters
  /** Mean of all ratings. */
  readonly mean: number
  /** Mean square of what the biases leave. */
  readonly variance: number
  /** Mean sentiment of all reviews. */
  readonly sentiment: number
  /** Of each song: how many ratings, Σ of their users' biases, spread, content's word on its bias. */
  readonly ratings: Float64Array
  readonly userBiases: Float64Array
  readonly songBias: Float64Array
  readonly spread: Float64Array
  readonly content: Float64Array
  /** songs × factors. */
  readonly factors: number
  readonly songFactors: Float64Array
  /** Without what is written all that follows is empty. */
  readonly songSentiment: Float64Array
  readonly songText: Float64Array
  readonly userText: ToldBias
  /** Row i is the range `wordStart[i]` to `wordStart[i + 1]` of the other two: ascending words, of length 1 at most. */
  readonly wordStart: Uint32Array
  readonly words: Uint32Array
  readonly wordWeights: Float32Array
}

/** What a user wrote and gave; `song` outside of those that the signals know for another. */
export interface OwnReview {
  readonly song: number
  readonly rating: number
  readonly sentiment: number
  readonly terms?: Uint32Array
}

/** A song as far as its ratings and reviews go. */
export interface SongStanding {
  readonly bias: number
  readonly ratings: number
  /** Mean sentiment above that of all, shrunk. */
  readonly sentiment: number
}

/** One user, ready to be asked. */
export interface UserSignals {
  /** What the biases predict of a song, not clipped. */
  base(song: number): number
  /** In the order of `signalNames`. */
  of(song: number): number[]
}

/** The standing of a song when the signals were learnt. */
export function standingThen({ songBias, ratings, songSentiment }: RatingSignals): (song: number) => SongStanding {
  return song => ({
    bias: songBias[song] ?? 0,
    ratings: ratings[song] ?? 0,
    sentiment: songSentiment[song] ?? 0,
  })
}

/**
 * Tells a user from their reviews:
 * `userRatings`, `songRatings` ln(1 + how many); `…Spread` the standard deviation around the biases' prediction;
 * `factors` of what the biases leave; `content` the song's bias as its genres, tags, artist and decade tell it;
 * `…Sentiment` the mean above the mean of all; `…Text` the bias as all the words of the song's or the user's reviews tell it;
 * `likeSongs` what the biases leave of the user's other ratings, weighted by how alike is what is written of the songs.
 * @param standing of a song, now; 0 in everything for one that nobody rated
 */
export function userSignals(
  signals: RatingSignals,
  reviews: readonly OwnReview[],
  standing: (song: number) => SongStanding = standingThen(signals),
): UserSignals {
  const { mean, regularization, readsReviews } = signals
  let bias = 0
  for (const { song, rating } of reviews) bias += rating - mean - standing(song).bias
  bias /= reviews.length + regularization.userRegularization
  const base = (song: number) => mean + bias + standing(song).bias
  const rest = reviews.map(({ song, rating }) => ({ song, residual: rating - base(song) }))
  const squares = rest.reduce((sum, { residual }) => sum + residual * residual, 0)
  const spread = spreadOf(squares, reviews.length, signals.variance)
  const taste = foldedIn(signals, rest)
  const plain = (song: number) => {
    const { bias: songBias, ratings } = standing(song)
    const product = taste.reduce((sum, p, f) => sum + p * (signals.songFactors[song * taste.length + f] ?? 0), 0)
    return [
      1,
      bias,
      songBias,
      Math.log1p(reviews.length),
      Math.log1p(ratings),
      spread,
      signals.spread[song] ?? Math.sqrt(signals.variance),
      product,
      signals.content[song] ?? 0,
    ]
  }
  if (!readsReviews) return { base, of: plain }
  let sentiment = 0
  for (const review of reviews) sentiment += review.sentiment - signals.sentiment
  sentiment /= reviews.length + SENTIMENT_PRIOR
  const text = told(signals.userText, joinedTerms(reviews.map(({ terms = NO_TERMS }) => terms)))
  return {
    base,
    of: song => [
      ...plain(song),
      standing(song).sentiment,
      sentiment,
      signals.songText[song] ?? 0,
      text,
      likeSongs(signals, rest, song),
    ],
  }
}

interface Residual {
  readonly song: number
  /** What the biases leave of the rating. */
  readonly residual: number
}

/** Cosines' worth of belief that a user likes songs of a kind as any other. */
const LIKENESS_PRIOR = 1

function likeSongs(signals: RatingSignals, rest: readonly Residual[], song: number): number {
  let sum = 0
  let weights = LIKENESS_PRIOR
  for (const other of rest) {
    if (other.song === song) continue
    const cosine = likeness(signals, song, other.song)
    sum += cosine * other.residual
    weights += cosine
  }
  return sum / weights
}

/** Of what is written of two songs; 0 for a song that is not known. */
function likeness({ wordStart, words, wordWeights }: RatingSignals, a: number, b: number): number {
  let sum = 0
  let i = wordStart[a] ?? 0
  const endI = wordStart[a + 1] ?? 0
  let j = wordStart[b] ?? 0
  const endJ = wordStart[b + 1] ?? 0
  while (i < endI && j < endJ) {
    if (words[i] === words[j]) sum += wordWeights[i++] * wordWeights[j++]
    else if (words[i] < words[j]) i++
    else j++
  }
  return sum
}

/**
 * The user's factors given the songs': stochastic gradient on their part of `fitRatingFactors`, from 0, in the reviews' order.
 */
function foldedIn({ factors, songFactors }: RatingSignals, rest: readonly Residual[]): Float64Array {
  const user = new Float64Array(factors)
  const { epochs, learningRate, regularization } = RATING_FACTOR_DEFAULTS
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const { song, residual } of rest) {
      const from = song * factors
      if (from < 0 || from >= songFactors.length) continue
      let error = residual
      for (let f = 0; f < factors; f++) error -= user[f] * songFactors[from + f]
      for (let f = 0; f < factors; f++)
        user[f] += learningRate * (error * songFactors[from + f] - regularization * user[f])
    }
  }
  return user
}

/** Standard deviation, shrunk towards that of all. */
export function spreadOf(squares: number, count: number, variance: number): number {
  return Math.sqrt((squares + SPREAD_PRIOR * variance) / (count + SPREAD_PRIOR))
}

/** Mean sentiment above `mean`, of `count` reviews whose sentiments sum to `sum`, shrunk towards 0. */
export function sentimentStanding(sum: number, count: number, mean: number): number {
  return (sum - count * mean) / (count + SENTIMENT_PRIOR)
}
