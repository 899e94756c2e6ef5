import type { CandidateSpan } from './candidates.js'
import type { CandidatePair } from './pairs.js'

/**
 * The pairs that hold: likelier than `threshold`, best first; none of spans that overlap each other, nor of a span that
 * overlaps another one that is kept, unless it is the same. So a span may be in several pairs, many to many.
 * @param pairs in order of their candidates, which decides between equals
 */
export function decode(pairs: readonly CandidatePair[], threshold: number): CandidatePair[] {
  const likely = pairs
    .filter(({ probabilities: [none], aspect, opinion }) => 1 - none > threshold && !overlap(aspect, opinion))
    .sort((a, b) => a.probabilities[0] - b.probabilities[0])
  const kept: CandidatePair[] = []
  for (const pair of likely) {
    const free = kept.every(({ aspect, opinion }) => !clash(aspect, pair.aspect) && !clash(opinion, pair.opinion))
    if (free) kept.push(pair)
  }
  return kept
}

function overlap(a: CandidateSpan, b: CandidateSpan): boolean {
  return a.first <= b.last && b.first <= a.last
}

function clash(a: CandidateSpan, b: CandidateSpan): boolean {
  return overlap(a, b) && (a.first !== b.first || a.last !== b.last)
}
