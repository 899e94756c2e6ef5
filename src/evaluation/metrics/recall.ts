import { checkDefined, hits, type Metric } from './metric.js'

/**
 * Recall@k: hits in the first k / min(k, |relevant|); in [0, 1].
 * Differs from the textbook's hits / |relevant|, which cannot reach 1 where more than k songs are held out.
 */
export const recallAt: Metric = (k, ranked, relevant) => {
  checkDefined(k, relevant)
  return hits(k, ranked, relevant) / Math.min(k, relevant.size)
}
