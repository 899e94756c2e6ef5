import type { Review } from '../domain/review.js'
import { ratingPredictor, trainedRatingPredictor } from '../recommender/rating.js'
import type { ServedModel } from './active-model.js'
import type { CatalogueView } from './catalogue-view.js'
import type { ReviewTerms } from './review-terms.js'

/**
 * Predicts the stars of one user at a time from their reviews as they are: by the trained model where there is one, else by
 * the biases that the running totals tell.
 */
export function predictedRatings(
  view: CatalogueView,
  termsOfReview: ReviewTerms,
): (served: ServedModel | null, reviews: readonly Review[]) => (songId: string) => number | null {
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
