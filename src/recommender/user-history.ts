import type { PlayCount } from '../domain/play.js'
import type { Review } from '../domain/review.js'
import type { TagAssignment, Taste } from '../domain/user.js'

/** Everything known of one user, read fresh for each request. All of it may be empty. */
export interface UserHistory {
  /** One per song. */
  readonly plays: readonly PlayCount[]
  /** One per song, newest first. */
  readonly reviews: readonly Review[]
  readonly tags: readonly TagAssignment[]
  readonly taste: Taste
}
