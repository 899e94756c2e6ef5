import { averageRanks } from './ranks.js'

/**
 * Spearman's rank correlation: Pearson's correlation of the ranks, equal values sharing their mean rank; in [-1, 1].
 * @param a,b of the same length, finite
 * @throws RangeError where all values of one are equal: undefined there
 * @see Spearman, American Journal of Psychology 15(1), 1904
 */
export function spearman(a: Float64Array, b: Float64Array): number {
  const x = averageRanks(a)
  const y = averageRanks(b)
  const mean = (x.length + 1) / 2
  let xy = 0
  let xx = 0
  let yy = 0
  for (let i = 0; i < x.length; i++) {
    xy += (x[i] - mean) * (y[i] - mean)
    xx += (x[i] - mean) ** 2
    yy += (y[i] - mean) ** 2
  }
  if (xx === 0 || yy === 0) throw new RangeError('a rank correlation needs values that differ')
  return xy / Math.sqrt(xx * yy)
}
