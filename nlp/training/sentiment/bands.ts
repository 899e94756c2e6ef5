import { macroF1 } from '../../../src/evaluation/metrics/macro-f1.js'
import { FEATURES } from '../../sentiment/features.js'
import type { LastLayer } from '../../sentiment/score.js'
import type { TrainingText } from './data.js'

/** As everywhere in Linernotes, a score within ±.1 is neutral of a remark: ln(1.1 / .9). */
const BAND_OF_ONE = Math.log(1.1 / 0.9)
const SEVERAL = FEATURES.indexOf('several sentences')
const BIAS = FEATURES.indexOf('bias')

/**
 * What is added to the logit of a text of many sentences, and how wide NEUTRAL is there: the pair of a grid with the best
 * macro-F1 on reviews that were left out. Long reviews by people who like a record hold much blame, so that their
 * middle lies lower than that of a single sentence.
 */
export function bandsOf(
  texts: readonly TrainingText[],
  logits: Float64Array,
  features: readonly Float64Array[],
): { shift: number; band: LastLayer['band'] } {
  const reviews = [...texts.keys()].filter(i => texts[i].domain === 'reviews')
  const gold = reviews.map(i => texts[i].gold)
  let best = { f1: -1, shift: 0, many: BAND_OF_ONE }
  for (let shift = 0; shift <= 3; shift += 0.1) {
    for (let many = BAND_OF_ONE; many <= 1.5; many += 0.1) {
      const predicted = reviews.map(i => {
        const several = features[i][BIAS] === 0 ? 0 : features[i][SEVERAL] / features[i][BIAS]
        const logit = logits[i] + shift * features[i][SEVERAL]
        const band = BAND_OF_ONE + several * (many - BAND_OF_ONE)
        return Math.abs(logit) < band ? 'NEUTRAL' : logit > 0 ? 'POSITIVE' : 'NEGATIVE'
      })
      const f1 = macroF1<string>(gold, predicted)
      if (f1 > best.f1) best = { f1, shift, many }
    }
  }
  const { shift, many } = best
  return { shift, band: { one: Number(BAND_OF_ONE.toFixed(4)), many: Number(many.toFixed(4)) } }
}
