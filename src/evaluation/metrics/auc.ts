import { averageRanks } from './ranks.js'

/**
 * Area under the ROC curve: the share of (positive, negative) pairs in which the positive one has the higher score; a pair
 * of equal scores counts half. In [0, 1]. Computed as Mann–Whitney's U from ranks, in O(n log n).
 * @param scores   of each example, finite
 * @param positive whether it is a positive one; as long as `scores`
 * @throws RangeError without a positive or without a negative one: undefined there
 * @see Hanley & McNeil, Radiology 143(1), 1982
 */
export function auc(scores: Float64Array, positive: readonly boolean[]): number {
  const positives = positive.filter(Boolean).length
  const negatives = positive.length - positives
  if (positives === 0 || negatives === 0) throw new RangeError('AUC needs a positive and a negative example')
  const ranks = averageRanks(scores)
  let sum = 0
  for (let i = 0; i < ranks.length; i++) if (positive[i]) sum += ranks[i]
  return (sum - (positives * (positives + 1)) / 2) / (positives * negatives)
}
