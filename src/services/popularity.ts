import type { SongTotals } from '../domain/totals.js'

/** What popularity is read from. */
export type Following = Pick<SongTotals, 'listenerCount' | 'playCount' | 'reviewCount'>
export type FollowingOf = (id: string) => Following

/** Users who played or reviewed it; one who did both counts twice, as twice as sure to know it. */
export function followers({ listenerCount, reviewCount }: Following): number {
  return listenerCount + reviewCount
}

/** More followers first, then more plays, then by id. Never 0 for two distinct ids. */
export function byPopularity(followingOf: FollowingOf): (a: string, b: string) => number {
  return (a, b) => {
    const ours = followingOf(a)
    const theirs = followingOf(b)
    return followers(theirs) - followers(ours) || theirs.playCount - ours.playCount || (a < b ? -1 : a > b ? 1 : 0)
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
