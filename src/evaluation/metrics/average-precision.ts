import { checkDefined, type Metric } from './metric.js'

/**
 * Average precision@k: Σ_r precision@r · rel(r) / min(k, |relevant|), over ranks r ≤ k; in [0, 1]. Its mean over users
 * is map@k.
 * @see McFee, Bertin-Mahieux, Ellis, Lanckriet, "The Million Song Dataset Challenge", WWW 2012
 */
export const averagePrecisionAt: Metric = (k, ranked, relevant) => {
  checkDefined(k, relevant)
  let hits = 0
  let sum = 0
  const end = Math.min(k, ranked.length)
  for (let i = 0; i < end; i++) if (relevant.has(ranked[i])) sum += ++hits / (i + 1)
  return sum / Math.min(k, relevant.size)
}
