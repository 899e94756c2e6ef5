import type { Metric } from '../domain/model.js'
import type { TrainingData } from '../domain/training-data.js'
import { meanSquaredErrors, ratingSplit } from '../evaluation/protocols/rating.js'
import { ratedReviews } from '../recommender/rating/biases.js'
import { fitRating, type RatingModel, withReviews } from '../recommender/rating/fit-rating.js'

/** With fewer ratings a tenth of them tells nothing about which model is better. */
const LEAST_RATINGS = 1_000

export interface TrainedRating {
  /** Null: the biases alone predict stars. */
  readonly model: RatingModel | null
  readonly metrics: readonly Metric[]
  /** Why the biases stay; null where they do not, or there are no ratings. */
  readonly note: string | null
}

/**
 * Fits on eight tenths of the ratings, as `evaluate --protocol rating` does, and measures on one: where the network is no
 * worse than the biases there, it ships, with signals learnt from all ratings.
 */
export function trainRating(data: TrainingData, seed: number): TrainedRating {
  const all = ratedReviews(data.reviews)
  const split = ratingSplit(data)
  if (all.length < LEAST_RATINGS || split.test.length === 0) {
    const few = `few ratings: stars are predicted from the means of users and songs alone, as there are ${all.length} of ${LEAST_RATINGS} ratings that a network needs`
    return { model: null, metrics: [], note: all.length === 0 ? null : few }
  }
  const context = { users: data.userIds.length, songs: data.songs }
  const model = fitRating(split.train, split.valid, context, true, seed)
  const errors = meanSquaredErrors(split, model)
  const metrics = Object.entries(errors).map(([name, value]) => ({ model: name, name: 'rating mse', value }))
  if (errors.mlp > errors.bias) {
    const note =
      'stars are predicted from the means of users and songs alone: the network is no better on held-out ratings'
    return { model: null, metrics, note }
  }
  return { model: withReviews(model, all, context, seed), metrics, note: null }
}
