import { NO_TASTE } from '../domain/user.js'
import type { UserHistory } from '../recommender/user-history.js'
import type { Store } from '../store/ports.js'

/** All that is known of a user; empty lists for one never heard of. */
export async function readUserHistory(
  { plays, reviews, tags, tastes }: Pick<Store, 'plays' | 'reviews' | 'tags' | 'tastes'>,
  userId: string,
): Promise<UserHistory> {
  const [played, reviewed, tagged, taste] = await Promise.all([
    plays.ofUser(userId),
    reviews.ofUser(userId),
    tags.ofUser(userId),
    tastes.get(userId),
  ])
  return { plays: played, reviews: reviewed, tags: tagged, taste: taste ?? NO_TASTE }
}
