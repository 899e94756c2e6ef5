import type { Song } from '../../domain/song.js'
import type { TrainingReview } from '../../domain/training-data.js'

/** A review with stars. */
export interface RatedReview extends TrainingReview {
  readonly rating: number
}

export function ratedReviews(reviews: readonly TrainingReview[]): RatedReview[] {
  return reviews.filter((review): review is RatedReview => review.rating !== null)
}

/** Whom and what the reviews are of. */
export interface RatingContext {
  /** How many. */
  readonly users: number
  readonly songs: readonly Song[]
}

export interface BiasHyperparameters {
  /** λ of the users' and of the songs' biases, in ratings; > 0. */
  readonly userRegularization: number
  readonly songRegularization: number
}

/** How far users rate above the mean, and songs are rated. */
export interface BiasModel {
  /** Mean of all ratings; 0 without one. */
  readonly mean: number
  /** By user; 0 without a rating. */
  readonly user: Float64Array
  /** By song; 0 without a rating. */
  readonly song: Float64Array
}

/** Sweeps over songs and users; ten leave changes below a thousandth of a star on the sets of docs/evaluation.md. */
const EPOCHS = 10

/**
 * Minimises Σ (r − μ − b_u − b_i)² + λ_u Σ b_u² + λ_i Σ b_i² by turns: all b_i = Σ (r − μ − b_u) / (n_i + λ_i), then all
 * b_u alike.
 * @see Koren, Factor in the Neighbors, ACM TKDD 4(1), 2010, section 2.1; by turns instead of by gradient
 */
export function fitBiases(
  reviews: readonly RatedReview[],
  { users, songs }: RatingContext,
  { userRegularization, songRegularization }: BiasHyperparameters,
): BiasModel {
  let sum = 0
  for (const { rating } of reviews) sum += rating
  const mean = reviews.length === 0 ? 0 : sum / reviews.length
  const user = new Float64Array(users)
  const song = new Float64Array(songs.length)
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const songSums = new Float64Array(songs.length)
    const songCounts = new Float64Array(songs.length)
    for (const review of reviews) {
      songSums[review.song] += review.rating - mean - user[review.user]
      songCounts[review.song]++
    }
    for (let i = 0; i < songs.length; i++) song[i] = songSums[i] / (songCounts[i] + songRegularization)
    const userSums = new Float64Array(users)
    const userCounts = new Float64Array(users)
    for (const review of reviews) {
      userSums[review.user] += review.rating - mean - song[review.song]
      userCounts[review.user]++
    }
    for (let i = 0; i < users; i++) user[i] = userSums[i] / (userCounts[i] + userRegularization)
  }
  return { mean, user, song }
}

/** μ + b_u + b_i, not clipped. */
export function biasPrediction({ mean, user, song }: BiasModel, u: number, i: number): number {
  return mean + user[u] + song[i]
}

/** Stars are 1 to 5. */
export function clipped(prediction: number): number {
  return Math.min(5, Math.max(1, prediction))
}
