import { checkDefined, hits, type Metric } from './metric.js'

/** Precision@k: hits in the first k / k; in [0, 1]. The divisor stays k where the list is shorter. */
export const precisionAt: Metric = (k, ranked, relevant) => {
  checkDefined(k, relevant)
  return hits(k, ranked, relevant) / k
}
