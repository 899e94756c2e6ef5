import { spreadOf, standardised } from './features.js'

/**
 * What a wish for novelty adds to scores: −novelty · NOVELTY_WEIGHT · σ · z, where z is the popularity of a song, ln(1 +
 * listeners), standardised over the list, and σ the deviation of the list's scores. So the unpopular gain and the popular
 * lose, by the same measure whatever unit the scores have.
 * @param scores     of the songs of one list, which may be empty
 * @param popularity of the same songs: ln(1 + listeners)
 * @param novelty    in [0, 1]; 0 adds nothing
 */
export function noveltyGains(scores: ArrayLike<number>, popularity: Float64Array, novelty: number): Float64Array {
  const scale = -novelty * NOVELTY_WEIGHT * spreadOf(scores).deviation
  // Without the sum, what is not popular at all would gain -0.
  return standardised(popularity).map(z => 0 + scale * z)
}

/** At novelty 1 popularity counts as much against a song as all else counts for it: docs/recommender.md has what it costs. */
export const NOVELTY_WEIGHT = 1
