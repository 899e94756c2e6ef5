import type { CandidateSpan } from './candidates.js'
import type { CandidatePair } from './pairs.js'

/**
 * The pairs that hold: likelier than `threshold`, best first; none of spans that overlap each other, nor of a span that
 * overlaps another one that is kept, unless it is the same. So a span may be in several pairs, many to many.
 * @param pairs in order of their candidates, which decides between equals
 * @param count tokens of the sentence
 * @param most  pairs kept at most
 */
export function decode(
  pairs: readonly CandidatePair[],
  threshold: number,
  count: number,
  most: number,
): CandidatePair[] {
  const likely = pairs
    .filter(({ probabilities: [none], aspect, opinion }) => 1 - none > threshold && !overlap(aspect, opinion))
    .sort((a, b) => a.probabilities[0] - b.probabilities[0])
  /** Of each token the kept span that holds it. */
  const aspects: CandidateSpan[] = Array(count)
  const opinions: CandidateSpan[] = Array(count)
  const kept: CandidatePair[] = []
  for (const pair of likely) {
    if (kept.length === most) break
    if (!isFree(aspects, pair.aspect) || !isFree(opinions, pair.opinion)) continue
    aspects.fill(pair.aspect, pair.aspect.first, pair.aspect.last + 1)
    opinions.fill(pair.opinion, pair.opinion.first, pair.opinion.last + 1)
    kept.push(pair)
  }
  return kept
}

function overlap(a: CandidateSpan, b: CandidateSpan): boolean {
  return a.first <= b.last && b.first <= a.last
}

/** Whether no kept span holds a token of this one, but the same span. */
function isFree(owners: readonly (CandidateSpan | undefined)[], { first, last }: CandidateSpan): boolean {
  for (let at = first; at <= last; at++) {
    const owner = owners[at]
    if (owner !== undefined && (owner.first !== first || owner.last !== last)) return false
  }
  return true
}
