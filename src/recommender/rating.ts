import type { Review } from '../domain/review.js'
import { type ReviewTotals, SCORE_UNIT } from '../domain/totals.js'
import { type RatingModel, ratingsOfUser } from './rating/fit-rating.js'
import { type OwnReview, type SongStanding, sentimentStanding } from './rating/signals.js'

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

/** What a user wrote and gave; `terms` of its text. */
export interface GivenRating extends Omit<OwnReview, 'song'> {
  readonly songId: string
}

/**
 * The same by a trained model: the biases and sentiments of songs from their totals of now, all that is of the user from
 * their reviews of now; words of songs, factors and spreads are those of the training. The users' biases that are in a
 * song's are taken to be of the training too, and those of later ratings to be 0: at the training the song's bias is exact.
 * @param index of the model's songs, by id
 */
export function trainedRatingPredictor(
  model: RatingModel,
  index: ReadonlyMap<string, number>,
  given: readonly GivenRating[],
  totalsOf: (songId: string) => Ratings & Pick<ReviewTotals, 'reviewCount' | 'sentimentSum'>,
): (songId: string) => number | null {
  const { signals } = model
  const { songRegularization } = signals.regularization
  // Songs that came since have numbers after those of the model's.
  const since = new Map<string, number>()
  const idOf = new Map<number, string>()
  const numberOf = (songId: string) => {
    const number = index.get(songId) ?? since.get(songId) ?? index.size + since.size
    if (!index.has(songId)) since.set(songId, number)
    idOf.set(number, songId)
    return number
  }
  const standing = (song: number): SongStanding => {
    const totals = totalsOf(idOf.get(song) ?? '')
    const { ratingCount, reviewCount, sentimentSum } = totals
    const above = stars(totals) - ratingCount * signals.mean - (signals.userBiases[song] ?? 0)
    return {
      bias: ratingCount === 0 ? 0 : above / (ratingCount + songRegularization),
      ratings: ratingCount,
      sentiment: sentimentStanding(sentimentSum * SCORE_UNIT, reviewCount, signals.sentiment),
    }
  }
  const reviews = given.map(({ songId, ...review }) => ({ ...review, song: numberOf(songId) }))
  const predict = ratingsOfUser(model, reviews, standing)
  return songId => (given.length === 0 && totalsOf(songId).ratingCount === 0 ? null : predict(numberOf(songId)))
}
