import type { RatedReview, RatingContext } from '../../../src/recommender/rating/biases.js'
import { song } from '../../evaluation/data.js'

export function rated(user: number, song: number, rating: number, rest: Partial<RatedReview> = {}): RatedReview {
  return { user, song, rating, sentiment: 0, opinions: [], ...rest }
}

export function contextOf(users: number, songs: number): RatingContext {
  return { users, songs: Array.from({ length: songs }, (_, i) => song(`s${i}`)) }
}
