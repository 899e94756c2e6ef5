import type { Review } from '../domain/review.js'
import { termsOf } from '../recommender/text/terms.js'

export type ReviewTerms = (review: Pick<Review, 'id' | 'updatedAt' | 'text'>) => Uint32Array

/** Reviews whose terms are kept, the latest asked for: a user who comes again has most often written nothing since. */
const KEPT = 2_000

/** The terms of what a review says. */
export function reviewTerms(): ReviewTerms {
  const kept = new Map<string, Uint32Array>()
  return ({ id, updatedAt, text }) => {
    const key = `${id} ${updatedAt.getTime()}`
    const terms = kept.get(key) ?? termsOf(text)
    kept.delete(key)
    kept.set(key, terms)
    const [oldest] = kept.keys()
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
    return terms
  }
}
