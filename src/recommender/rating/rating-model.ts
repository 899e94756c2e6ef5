import { type Mlp, meanOf, scoreRows } from '../ranker/mlp.js'
import { RATING_FEATURES, type RatedReview, ratingStatistics, TEXT_FEATURES } from './rating-features.js'
import { type RegressorHyperparameters, trainRegressor } from './regressor.js'

/** Predicts the stars a user would give a song; not clipped. */
export type PredictRating = (user: number, song: number) => number

const HYPERPARAMETERS: RegressorHyperparameters = {
  hidden: 8,
  epochs: 60,
  learningRate: 3e-3,
  regularization: 1e-4,
  batch: 64,
  patience: 6,
}
/** Networks of different seeds, of which the model is the mean. */
const NETWORKS = 5

/**
 * The bias model's prediction and what a network adds to it. Each training row is made without its own review.
 * @param withText false for the ablation: nothing that was read in a review enters
 */
export function fitRating(
  users: number,
  songs: number,
  reviews: readonly RatedReview[],
  withText: boolean,
  seed: number,
): PredictRating {
  const statistics = ratingStatistics(users, songs, reviews)
  const used = [...RATING_FEATURES.keys()].filter(f => withText || !TEXT_FEATURES.has(RATING_FEATURES[f]))
  const features = used.length
  const rows = new Float32Array(reviews.length * features)
  const targets = Float32Array.from(reviews, ({ user, song, rating }, i) => {
    const own = reviews[i]
    const all = statistics.features(user, song, own)
    used.forEach((f, at) => {
      rows[i * features + at] = all[f]
    })
    return rating - statistics.bias(user, song, own)
  })
  const scale = standardise(rows, features)
  const network: Mlp = meanOf(
    Array.from({ length: NETWORKS }, (_, n) => trainRegressor({ features, rows, targets }, HYPERPARAMETERS, seed + n)),
  )
  return (user, song) => {
    const all = statistics.features(user, song, null)
    const row = Float32Array.from(used, (f, at) => scale(all[f], at))
    return statistics.bias(user, song, null) + scoreRows(network, row, 1)[0]
  }
}

/** Brings each column to mean 0 and deviation 1. @returns the same for one value of a column */
function standardise(rows: Float32Array, features: number): (value: number, column: number) => number {
  const count = rows.length / features
  const means = new Float64Array(features)
  const squares = new Float64Array(features)
  rows.forEach((value, i) => {
    means[i % features] += value / count
  })
  rows.forEach((value, i) => {
    squares[i % features] += (value - means[i % features]) ** 2 / count
  })
  const scale = (value: number, column: number) =>
    squares[column] === 0 ? 0 : (value - means[column]) / Math.sqrt(squares[column])
  for (let i = 0; i < rows.length; i++) rows[i] = scale(rows[i], i % features)
  return scale
}
