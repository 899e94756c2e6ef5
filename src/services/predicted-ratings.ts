import type { Review } from '../domain/review.js'
import { ratingPredictor, trainedRatingPredictor } from '../recommender/rating.js'
import { termsOf } from '../recommender/text/terms.js'
import type { ServedModel } from './active-model.js'
import type { CatalogueView } from './catalogue-view.js'

/** Reviews whose terms are kept, the latest read: a user who asks again has most often written nothing since. */
const KEPT = 2_000

/**
 * Predicts the stars of one user at a time from their reviews as they are: by the trained model where there is one, else by
 * the biases that the running totals tell.
 */
export function predictedRatings(
  view: CatalogueView,
): (served: ServedModel | null, reviews: readonly Review[]) => (songId: string) => number | null {
  const kept = new Map<string, Uint32Array>()
  const termsOfReview = ({ id, updatedAt, text }: Review): Uint32Array => {
    const key = `${id} ${updatedAt.getTime()}`
    const terms = kept.get(key) ?? termsOf(text)
    kept.delete(key)
    kept.set(key, terms)
    const [oldest] = kept.keys()
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
    return terms
  }
  return (served, reviews) => {
    if (!served?.rating) return ratingPredictor(reviews, view.totals, view.catalogueTotals)
    const given = reviews.flatMap(review =>
      review.rating === null
        ? []
        : [
            {
              songId: review.songId,
              rating: review.rating,
              sentiment: review.analysis.sentiment.score,
              terms: termsOfReview(review),
            },
          ],
    )
    return trainedRatingPredictor(served.rating, served.index, given, view.totals)
  }
}
