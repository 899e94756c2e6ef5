import { randomNormal, seededRandom, shuffle } from '../random.js'
import { type BiasModel, biasPrediction, type RatedReview } from './biases.js'

export interface RatingFactorHyperparameters {
  readonly factors: number
  readonly epochs: number
  readonly learningRate: number
  readonly regularization: number
}

/** What biases leave of ratings, as products of factors. */
export interface RatingFactors {
  readonly factors: number
  /** users × factors and songs × factors, row by row. */
  readonly user: Float64Array
  readonly song: Float64Array
}

export const RATING_FACTOR_DEFAULTS: RatingFactorHyperparameters = {
  factors: 8,
  epochs: 20,
  learningRate: 0.02,
  regularization: 0.1,
}

/** Spread of the factors before they are learnt. */
const START = 0.05

/**
 * Minimises Σ (r − μ − b_u − b_i − p_u·q_i)² + λ (‖p_u‖² + ‖q_i‖²) by stochastic gradient, the biases being given.
 * @see Koren, Bell, Volinsky, Matrix Factorization Techniques for Recommender Systems, IEEE Computer 42(8), 2009
 */
export function fitRatingFactors(
  reviews: readonly RatedReview[],
  biases: BiasModel,
  { factors, epochs, learningRate, regularization }: RatingFactorHyperparameters,
  seed: number,
): RatingFactors {
  const random = seededRandom(seed)
  const user = new Float64Array(biases.user.length * factors).map(() => START * randomNormal(random))
  const song = new Float64Array(biases.song.length * factors).map(() => START * randomNormal(random))
  const model = { factors, user, song }
  const order = Uint32Array.from(reviews.keys())
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const at of shuffle(random, order)) {
      const review = reviews[at]
      const error =
        review.rating -
        biasPrediction(biases, review.user, review.song) -
        factorProduct(model, review.user, review.song)
      for (let f = 0; f < factors; f++) {
        const p = user[review.user * factors + f]
        const q = song[review.song * factors + f]
        user[review.user * factors + f] += learningRate * (error * q - regularization * p)
        song[review.song * factors + f] += learningRate * (error * p - regularization * q)
      }
    }
  }
  return model
}

export function factorProduct({ factors, user, song }: RatingFactors, u: number, i: number): number {
  let sum = 0
  for (let f = 0; f < factors; f++) sum += user[u * factors + f] * song[i * factors + f]
  return sum
}
