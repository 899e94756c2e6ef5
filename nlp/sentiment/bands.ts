import type { SentimentLabel } from '../analysis.js'
import { FEATURES } from './features.js'
import { type Band, bandAt, type LastLayer, labelBetween, lengthiness } from './score.js'

/** As everywhere in Linernotes, a score within ±.1 is neutral of a remark: ln(1.1 / .9). */
const REMARK: Band = { low: -Math.log(1.1 / 0.9), high: Math.log(1.1 / 0.9) }
/** POSITIVE begins here at the lowest: below 0 a score would contradict its label. */
const HIGH = 0
const SEVERAL = FEATURES.indexOf('several sentences')

/** A review whose label is known. */
export interface JudgedReview {
  readonly gold: SentimentLabel
  readonly features: Float64Array
  readonly logit: number
}

/**
 * What is added to the logit of a text of many sentences, and the band of NEUTRAL of a long text: those of a grid whose
 * labels are best. Long reviews by people who like a record hold much blame, so that their middle lies lower than that of a
 * single sentence.
 * @param quality of labels beside the true ones; higher is better
 */
export function bandsOf(
  reviews: readonly JudgedReview[],
  quality: (gold: readonly SentimentLabel[], labels: readonly SentimentLabel[]) => number,
): { shift: number; band: LastLayer['band'] } {
  const gold = reviews.map(review => review.gold)
  const shares = reviews.map(review => lengthiness(review.features))
  let best = { quality: -1, shift: 0, long: REMARK }
  for (let shift = 0; shift <= 3; shift += 0.25) {
    const shifted = reviews.map(({ logit, features }) => logit + shift * features[SEVERAL])
    for (let low = -2.4; low < HIGH; low += 0.2) {
      for (let high = HIGH; high <= 0.6; high += 0.2) {
        const band = { remark: REMARK, long: { low, high } }
        const labels = shifted.map((logit, i) => labelBetween(logit, bandAt(shares[i], band)))
        const reached = quality(gold, labels)
        if (reached > best.quality) best = { quality: reached, shift, long: { low, high } }
      }
    }
  }
  return { shift: best.shift, band: { remark: rounded(REMARK), long: rounded(best.long) } }
}

function rounded({ low, high }: Band): Band {
  return { low: Number(low.toFixed(4)), high: Number(high.toFixed(4)) }
}
