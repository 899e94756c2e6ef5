import type { SongTotals } from '../domain/totals.js'

/** What popularity is read from. */
export type Following = Pick<SongTotals, 'listenerCount' | 'playCount' | 'reviewCount'>
export type FollowingOf = (id: string) => Following

/** More listeners first, then more plays, then more reviews, then by id. Never 0 for two distinct ids. */
export function byPopularity(followingOf: FollowingOf): (a: string, b: string) => number {
  return (a, b) => {
    const ours = followingOf(a)
    const theirs = followingOf(b)
    return (
      theirs.listenerCount - ours.listenerCount ||
      theirs.playCount - ours.playCount ||
      theirs.reviewCount - ours.reviewCount ||
      (a < b ? -1 : a > b ? 1 : 0)
    )
  }
}

/** Where `id` stands, or would stand, in `sorted`: the number of ids that come before it. */
export function rankIn(sorted: readonly string[], id: string, compare: (a: string, b: string) => number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(sorted[middle], id) < 0) low = middle + 1
    else high = middle
  }
  return low
}
