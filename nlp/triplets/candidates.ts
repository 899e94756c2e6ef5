/** A span of a sentence with its score (a logit). Tokens first..last, counted from the sentence's first, both included. */
export interface CandidateSpan {
  readonly first: number
  readonly last: number
  readonly score: number
}

/**
 * The best-scored spans, best first; equal ones by their first token, then the narrower.
 * @param scores `widths` a token: the span that begins there with 1, 2 … tokens; those past the end are not read
 */
export function best(scores: Float32Array, widths: number, floor: number, most: number): CandidateSpan[] {
  const count = scores.length / widths
  const found: CandidateSpan[] = []
  for (let first = 0; first < count; first++) {
    const end = Math.min(count, first + widths)
    for (let last = first; last < end; last++) {
      const score = scores[first * widths + last - first] ?? 0
      if (score > floor) found.push({ first, last, score })
    }
  }
  // The sort is stable: equal scores stay in the order above.
  return found.sort((a, b) => b.score - a.score).slice(0, most)
}
