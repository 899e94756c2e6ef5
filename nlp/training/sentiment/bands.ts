import { macroF1 } from '../../../src/evaluation/metrics/macro-f1.js'
import { FEATURES } from '../../sentiment/features.js'
import { type Band, bandAt, type LastLayer, labelBetween, lengthiness } from '../../sentiment/score.js'
import type { TrainingText } from './data.js'

/** As everywhere in Linernotes, a score within ±.1 is neutral of a remark: ln(1.1 / .9). */
const REMARK: Band = { low: -Math.log(1.1 / 0.9), high: Math.log(1.1 / 0.9) }
/** POSITIVE begins here at the lowest: below 0 a score would contradict its label. */
const HIGH = 0
const SEVERAL = FEATURES.indexOf('several sentences')

/**
 * What is added to the logit of a text of many sentences, and the band of NEUTRAL of a long text: those of a grid with the
 * best macro-F1 on reviews that were left out. Long reviews by people who like a record hold much blame, so that their
 * middle lies lower than that of a single sentence.
 */
export function bandsOf(
  texts: readonly TrainingText[],
  logits: Float64Array,
  features: readonly Float64Array[],
): { shift: number; band: LastLayer['band'] } {
  const reviews = [...texts.keys()].filter(i => texts[i].domain === 'reviews')
  const gold: string[] = reviews.map(i => texts[i].gold)
  const shares = reviews.map(i => lengthiness(features[i]))
  let best = { f1: -1, shift: 0, long: REMARK }
  for (let shift = 0; shift <= 3; shift += 0.25) {
    const shifted = reviews.map(i => logits[i] + shift * features[i][SEVERAL])
    for (let low = -2.4; low < HIGH; low += 0.2) {
      for (let high = HIGH; high <= 0.6; high += 0.2) {
        const band = { remark: REMARK, long: { low, high } }
        const f1 = macroF1<string>(
          gold,
          shifted.map((logit, i) => labelBetween(logit, bandAt(shares[i], band))),
        )
        if (f1 > best.f1) best = { f1, shift, long: { low, high } }
      }
    }
  }
  return { shift: best.shift, band: { remark: rounded(REMARK), long: rounded(best.long) } }
}

function rounded({ low, high }: Band): Band {
  return { low: Number(low.toFixed(4)), high: Number(high.toFixed(4)) }
}
