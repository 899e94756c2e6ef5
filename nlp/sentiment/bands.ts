import type { SentimentLabel } from '../analysis.js'
import { FEATURES } from './features.js'
import { type Band, bandAt, type LastLayer, labelBetween, lengthiness } from './score.js'

/** As everywhere in Linernotes, a score within ±.1 is neutral of a remark: ln(1.1 / .9). */
const REMARK: Band = { low: -Math.log(1.1 / 0.9), high: Math.log(1.1 / 0.9) }
const SEVERAL = FEATURES.indexOf('several sentences')

/** A review whose label is known. */
export interface JudgedReview {
  readonly gold: SentimentLabel
  readonly features: Float64Array
  readonly logit: number
}

/** What is tried: the shift, and the ends of the long band. */
const SHIFTS = stepsFrom(0, 0.25, 13)
const LOWS = stepsFrom(-2.4, 0.2, 12)
/** POSITIVE begins at 0 at the lowest: below it a score would contradict its label. */
const HIGHS = stepsFrom(0, 0.2, 4)

/**
 * What is added to the logit of a text of many sentences, and the band of NEUTRAL of a long text: those of a grid whose
 * labels, and those of its neighbours, are best in the mean: the best point alone is often a chance peak. Long reviews by
 * people who like a record hold much blame, so that their middle lies lower than that of a single sentence.
 * @param quality of labels beside the true ones; higher is better
 */
export function bandsOf(
  reviews: readonly JudgedReview[],
  quality: (gold: readonly SentimentLabel[], labels: readonly SentimentLabel[]) => number,
): { shift: number; band: LastLayer['band'] } {
  const gold = reviews.map(review => review.gold)
  const shares = reviews.map(review => lengthiness(review.features))
  const reached = SHIFTS.map(shift => {
    const shifted = reviews.map(({ logit, features }) => logit + shift * features[SEVERAL])
    return LOWS.map(low =>
      HIGHS.map(high => {
        const band = { remark: REMARK, long: { low, high } }
        return quality(
          gold,
          shifted.map((logit, i) => labelBetween(logit, bandAt(shares[i], band))),
        )
      }),
    )
  })
  let best = { quality: Number.NEGATIVE_INFINITY, shift: 0, long: REMARK }
  for (const [i, shift] of SHIFTS.entries()) {
    for (const [j, low] of LOWS.entries()) {
      for (const [k, high] of HIGHS.entries()) {
        const around = near(reached, i).flatMap(plane => near(plane, j).flatMap(line => near(line, k)))
        const mean = around.reduce((sum, each) => sum + each, 0) / around.length
        if (mean > best.quality) best = { quality: mean, shift, long: { low, high } }
      }
    }
  }
  return { shift: best.shift, band: { remark: rounded(REMARK), long: rounded(best.long) } }
}

function stepsFrom(first: number, step: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + i * step)
}

/** An element and those beside it. */
function near<T>(list: readonly T[], at: number): T[] {
  return list.slice(Math.max(0, at - 1), at + 2)
}

function rounded({ low, high }: Band): Band {
  return { low: Number(low.toFixed(4)), high: Number(high.toFixed(4)) }
}
