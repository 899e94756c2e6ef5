import { round4, type Sentiment, type SentimentLabel } from '../analysis.js'
import { FEATURES, tokensOf, trustOf } from './features.js'

/** The last layer: a logistic regression on `featuresOf`. It is small, so that a catalogue may have its own. */
export interface LastLayer {
  /** One for each of FEATURES. */
  readonly weights: readonly number[]
  /** Between these logits a text is NEUTRAL: a remark, and a long text. */
  readonly band: { readonly remark: Band; readonly long: Band }
}

export interface Band {
  readonly low: number
  readonly high: number
}

/** Tokens up to which a text is a remark, and from which on it is long; in between the bands are mixed. */
const LENGTHS = { remark: 10, long: 30 }

const BIAS = FEATURES.indexOf('bias')
const LENGTH = FEATURES.indexOf('length')

/** The logit: positive for praise. */
export function logitOf(features: Float64Array, { weights }: LastLayer): number {
  let logit = 0
  for (let i = 0; i < weights.length; i++) logit += weights[i] * features[i]
  return logit
}

/**
 * Sentiment by a last layer. With l, the logit: score = tanh(l / 2), which is p − (1 − p) of praise against blame where
 * both are equally frequent; NEUTRAL where l is within the band of the text's length; confidence = |score| × trust. All 0
 * without evidence.
 */
export function scored(features: Float64Array, layer: LastLayer): Sentiment {
  const logit = logitOf(features, layer)
  const score = Math.tanh(logit / 2)
  const trust = trustOf(features)
  return {
    score: round4(score),
    label: trust === 0 ? 'NEUTRAL' : labelBetween(logit, bandAt(lengthiness(features), layer.band)),
    confidence: round4(Math.abs(score) * trust),
  }
}

/** Within [0, 1]: 0 for a remark, 1 for a long text. */
export function lengthiness(features: Float64Array): number {
  if (features[BIAS] === 0) return 0
  const tokens = tokensOf(features[LENGTH] / features[BIAS])
  return Math.min(1, Math.max(0, (tokens - LENGTHS.remark) / (LENGTHS.long - LENGTHS.remark)))
}

export function bandAt(share: number, { remark, long }: LastLayer['band']): Band {
  return { low: remark.low + share * (long.low - remark.low), high: remark.high + share * (long.high - remark.high) }
}

export function labelBetween(logit: number, { low, high }: Band): SentimentLabel {
  return logit >= high ? 'POSITIVE' : logit <= low ? 'NEGATIVE' : 'NEUTRAL'
}
