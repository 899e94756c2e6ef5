import { checkDefined, hits, type Metric } from './metric.js'

/** Whether a held-out song is among the first `k`: 1 or 0. */
export const hitAt: Metric = (k, ranked, relevant) => {
  checkDefined(k, relevant)
  return hits(k, ranked, relevant) > 0 ? 1 : 0
}
