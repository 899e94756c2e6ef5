import { round4, type Sentiment } from '../analysis.js'
import { FEATURES } from './features.js'

/** The last layer: a logistic regression on `featuresOf`. It is small, so that a catalogue may have its own. */
export interface LastLayer {
  /** One for each of FEATURES. */
  readonly weights: readonly number[]
  /** Half the width of NEUTRAL, as a logit: of one sentence, and of a text of many. */
  readonly band: { readonly one: number; readonly many: number }
}

const BIAS = FEATURES.indexOf('bias')
const SEVERAL = FEATURES.indexOf('several sentences')

/** The logit: positive for praise. */
export function logitOf(features: Float64Array, { weights }: LastLayer): number {
  let logit = 0
  for (let i = 0; i < weights.length; i++) logit += weights[i] * features[i]
  return logit
}

/**
 * Sentiment by a last layer. With l, the logit: score = tanh(l / 2), which is p − (1 − p) of praise against blame where
 * both are equally frequent; NEUTRAL where |l| is within the band; confidence = |score| × trust. All 0 without evidence.
 */
export function scored(features: Float64Array, layer: LastLayer): Sentiment {
  const logit = logitOf(features, layer)
  const trust = features[BIAS]
  const several = trust === 0 ? 0 : features[SEVERAL] / trust
  const band = layer.band.one + several * (layer.band.many - layer.band.one)
  const score = round4(Math.tanh(logit / 2))
  const label = trust === 0 || Math.abs(logit) < band ? 'NEUTRAL' : logit > 0 ? 'POSITIVE' : 'NEGATIVE'
  return { score, label, confidence: round4(Math.abs(Math.tanh(logit / 2)) * trust) }
}
