import { checkDefined, type Metric } from './metric.js'

/**
 * 1 / rank of the first held-out song, from 1; 0 where it is not among the first `k`. In [0, 1].
 * @see Voorhees, TREC-8, 1999
 */
export const reciprocalRankAt: Metric = (k, ranked, relevant) => {
  checkDefined(k, relevant)
  const at = ranked.subarray(0, k).findIndex(song => relevant.has(song))
  return at < 0 ? 0 : 1 / (at + 1)
}
