/**
 * How good the first `k` songs of one user's list are.
 * @param k        cut-off, ≥ 1
 * @param ranked   song indices, best first, distinct; may be shorter than k, and then the rest counts as misses
 * @param relevant held-out songs, at least one
 * @throws RangeError if k < 1 or `relevant` is empty: undefined there, so leave that user out
 */
export type Metric = (k: number, ranked: Uint32Array, relevant: ReadonlySet<number>) => number

/** Throws what `Metric` promises. */
export function checkDefined(k: number, relevant: ReadonlySet<number>): void {
  if (k < 1) throw new RangeError(`a cut-off is at least 1, not ${k}`)
  if (relevant.size === 0) throw new RangeError('the metric is undefined without held-out songs: leave the user out')
}

/** Held-out songs among the first `k`. */
export function hits(k: number, ranked: Uint32Array, relevant: ReadonlySet<number>): number {
  let count = 0
  const end = Math.min(k, ranked.length)
  for (let i = 0; i < end; i++) if (relevant.has(ranked[i])) count++
  return count
}
