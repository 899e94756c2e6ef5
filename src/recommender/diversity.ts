import type { Sorted } from '../domain/page.js'

/** How like the entry at a position each entry of a list is, in [0, 1]; what is returned is overwritten by the next call. */
export type SimilarTo = (position: number) => ArrayLike<number>

/** Entries that change places; those behind them, which few people page to, follow as they were. */
export const DIVERSIFIED = 200

/**
 * A list reordered by maximal marginal relevance: each next entry is the one of the greatest
 *
 *   (1 − diversity) · relevance − diversity · (its greatest similarity to an entry before it)
 *
 * among the first DIVERSIFIED, where relevance is the score brought to [0, 1] over them: (score − least) / (greatest −
 * least), 0 where all are equal. Equal values: the better score first. Each entry is chosen when it is first asked for, and
 * hangs on those before it only, so that any page is the same whatever was asked for before.
 * @param scores    descending
 * @param diversity in [0, 1]; 0 leaves the order as it is
 * @returns positions in `scores`, each once
 * @see Carbonell & Goldstein, SIGIR 1998; λ = 1 − diversity
 */
export function mmrOrder(scores: ArrayLike<number>, similarTo: SimilarTo, diversity: number): Sorted<number> {
  const { length } = scores
  if (diversity === 0) return { length, at: index => (index < length ? index : undefined) }
  const size = Math.min(DIVERSIFIED, length)
  const least = size === 0 ? 0 : scores[size - 1]
  const range = size === 0 ? 0 : scores[0] - least
  const nearest = new Float64Array(size)
  const left = Array.from({ length: size }, (_, position) => position)
  const order: number[] = []

  function choose(): void {
    let best = 0
    let greatest = Number.NEGATIVE_INFINITY
    left.forEach((position, at) => {
      const relevance = range > 0 ? (scores[position] - least) / range : 0
      const value = (1 - diversity) * relevance - diversity * nearest[position]
      if (value > greatest) [best, greatest] = [at, value]
    })
    const [chosen] = left.splice(best, 1)
    order.push(chosen)
    const similarity = similarTo(chosen)
    for (const position of left) nearest[position] = Math.max(nearest[position], similarity[position])
  }

  return {
    length,
    at(index) {
      if (index >= size) return index < length ? index : undefined
      while (order.length <= index) choose()
      return order[index]
    },
  }
}
