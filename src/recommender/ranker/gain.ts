import { type Mlp, scoreRows } from './mlp.js'
import type { RankingLists } from './train-mlp.js'

/** What one ranker gains over another, measured on the same lists. */
export interface Gain {
  /** Whose lists they are. */
  readonly users: number
  /** Over the users, of the difference in the mean average precision of a user's lists. */
  readonly mean: number
  /** Standard error of `mean`; NaN with fewer than two users. */
  readonly error: number
}

/** @param lists that taught neither of the two */
export function gainOver(other: Mlp, ranker: Mlp, lists: RankingLists): Gain {
  const ours = precisions(ranker, lists)
  const theirs = precisions(other, lists)
  const ofUser = new Map<number, number[]>()
  for (const [list, user] of lists.users.entries()) {
    const gains = ofUser.get(user)
    if (gains) gains.push(ours[list] - theirs[list])
    else ofUser.set(user, [ours[list] - theirs[list]])
  }
  const gains = Array.from(ofUser.values(), mean)
  const all = mean(gains)
  const variance = gains.reduce((sum, gain) => sum + (gain - all) ** 2, 0) / (gains.length - 1)
  return { users: gains.length, mean: all, error: Math.sqrt(variance / gains.length) }
}

/** Average precision of each list as the ranker orders it. */
function precisions(ranker: Mlp, { count, size, rows, labels }: RankingLists): number[] {
  const scores = scoreRows(ranker, rows, count * size)
  return Array.from({ length: count }, (_, list) =>
    averagePrecision(scores.subarray(list * size, (list + 1) * size), labels.subarray(list * size, (list + 1) * size)),
  )
}

/**
 * Mean over the taken candidates of the share of taken ones among those that stand no lower.
 * Of equal scores those not taken stand first, so that a ranker gains nothing by telling nothing.
 * @param labels as of `RankingLists`, at least one of them 1
 */
export function averagePrecision(scores: Float32Array, labels: Int8Array): number {
  const order = [...labels.keys()].filter(at => labels[at] >= 0)
  order.sort((a, b) => scores[b] - scores[a] || labels[a] - labels[b])
  let taken = 0
  let sum = 0
  for (const [rank, at] of order.entries()) if (labels[at] > 0) sum += ++taken / (rank + 1)
  return sum / taken
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
