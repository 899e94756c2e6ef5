import type { Review } from '../domain/review.js'
import type { ReviewTotals } from '../domain/totals.js'

/**
 * Ratings' worth of belief that a song is like any other, and that a user rates like any other. Of the values tried
 * (1 to 25, and 1 to 10) about the best on the validation part of the protocol `rating` on Amazon Digital Music, 2014.
 */
const SONG_PRIOR = 5
const USER_PRIOR = 2

type Ratings = Pick<ReviewTotals, 'ratingCount' | 'ratingSum'>

/**
 * Predicts the ratings of one user: μ + b_u + b_i clipped to 1–5, where μ is the mean of all ratings,
 * b_i = Σ (r - μ) / (n_i + SONG_PRIOR) over the song's ratings, and
 * b_u = Σ (r - μ - b_i) / (n_u + USER_PRIOR) over the user's.
 * Null where nobody rated anything, or where neither this user nor this song has a rating.
 * @param ratingsOf totals of a song; without ratings for an unknown one
 * @see Koren, Factor in the Neighbors, ACM TKDD 4(1), 2010, section 2.1; differs: constants 5 and 2 for 25 and 10
 */
export function ratingPredictor(
  reviews: readonly Pick<Review, 'songId' | 'rating'>[],
  ratingsOf: (songId: string) => Ratings,
  catalogue: Ratings,
): (songId: string) => number | null {
  if (catalogue.ratingCount === 0) return () => null
  const mean = stars(catalogue) / catalogue.ratingCount
  const songBias = (ratings: Ratings) =>
    (stars(ratings) - ratings.ratingCount * mean) / (ratings.ratingCount + SONG_PRIOR)
  let rated = 0
  let sum = 0
  for (const { songId, rating } of reviews) {
    if (rating === null) continue
    rated++
    sum += rating - mean - songBias(ratingsOf(songId))
  }
  const userBias = sum / (rated + USER_PRIOR)
  return songId => {
    const ratings = ratingsOf(songId)
    if (rated === 0 && ratings.ratingCount === 0) return null
    return Math.min(5, Math.max(1, mean + userBias + songBias(ratings)))
  }
}

function stars({ ratingSum }: Ratings): number {
  return ratingSum / 2
}
