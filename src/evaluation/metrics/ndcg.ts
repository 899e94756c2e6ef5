import { checkDefined, type Metric } from './metric.js'

/**
 * NDCG@k, binary gain: Σ rel(r)/log2(r+1) over its best possible value, min(k, |relevant|) hits first; in [0, 1].
 * @see Järvelin & Kekäläinen, ACM TOIS 20(4), 2002; differs: theirs divides by log2(r), r ≥ 2
 */
export const ndcgAt: Metric = (k, ranked, relevant) => {
  checkDefined(k, relevant)
  let gain = 0
  const end = Math.min(k, ranked.length)
  for (let i = 0; i < end; i++) if (relevant.has(ranked[i])) gain += discount(i + 1)
  let ideal = 0
  for (let rank = 1; rank <= Math.min(k, relevant.size); rank++) ideal += discount(rank)
  return gain / ideal
}

function discount(rank: number): number {
  return 1 / Math.log2(rank + 1)
}
