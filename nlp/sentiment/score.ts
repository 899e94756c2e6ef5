import { round4, type Sentiment, type SentimentLabel } from '../analysis.js'
import { FEATURES, tokensOf, trustOf } from './features.js'
import { STEPS } from './steps.js'

/** The last layer: a logistic regression on `featuresOf`. It is small, so that a catalogue may have its own. */
export interface LastLayer {
  /** One for each of FEATURES. */
  readonly weights: readonly number[]
  /** What a long text's class is told by: the logits of POSITIVE and of NEGATIVE against NEUTRAL, on `classInput`. */
  readonly classes: { readonly positive: readonly number[]; readonly negative: readonly number[] }
}

/** Tokens up to which a text is a remark, and from which on it is long; in between the rules of both are mixed. */
const LENGTHS = { remark: 10, long: 30 }
/** As everywhere in Linernotes, a score within ±.1 is neutral of a remark: ln(1.1 / .9). */
const REMARK = Math.log(1.1 / 0.9)

const BIAS = FEATURES.indexOf('bias')
const LENGTH = FEATURES.indexOf('length')
const FIRST_STEP = FEATURES.indexOf(STEPS[0])

/** The logit: positive for praise. */
export function logitOf(features: Float64Array, { weights }: Pick<LastLayer, 'weights'>): number {
  return dot(weights, features)
}

/**
 * Sentiment by a last layer. With l, the logit: score = tanh(l / 2), which is p − (1 − p) of praise against blame where
 * both are equally frequent; confidence = |score| × trust. All 0 without evidence.
 */
export function scored(features: Float64Array, layer: LastLayer): Sentiment {
  const logit = logitOf(features, layer)
  const score = Math.tanh(logit / 2)
  const trust = trustOf(features)
  return {
    score: round4(score),
    label: trust === 0 ? 'NEUTRAL' : classOf(features, logit, layer),
    confidence: round4(Math.abs(score) * trust),
  }
}

/**
 * The likeliest class. Against NEUTRAL, POSITIVE has the logit l − ln(1.1/.9) and NEGATIVE −l − ln(1.1/.9) of a remark, those of
 * the layer's classes of a long text, and in between both in proportion. NEUTRAL, too, where the sign of l contradicts it.
 */
export function classOf(
  features: Float64Array,
  logit: number,
  { classes }: Pick<LastLayer, 'classes'>,
): SentimentLabel {
  const long = lengthiness(features)
  const input = classInput(features, logit)
  const positive = (1 - long) * (logit - REMARK) + long * dot(classes.positive, input)
  const negative = (1 - long) * (-logit - REMARK) + long * dot(classes.negative, input)
  if (logit > 0 && positive >= Math.max(0, negative)) return 'POSITIVE'
  return logit < 0 && negative >= Math.max(0, positive) ? 'NEGATIVE' : 'NEUTRAL'
}

/** 1, the logit and the steps of the stars. */
export function classInput(features: Float64Array, logit: number): Float64Array {
  const input = new Float64Array(2 + STEPS.length)
  input[0] = 1
  input[1] = logit
  for (let step = 0; step < STEPS.length; step++) input[2 + step] = features[FIRST_STEP + step]
  return input
}

/** Within [0, 1]: 0 for a remark, 1 for a long text. */
function lengthiness(features: Float64Array): number {
  if (features[BIAS] === 0) return 0
  const tokens = tokensOf(features[LENGTH] / features[BIAS])
  return Math.min(1, Math.max(0, (tokens - LENGTHS.remark) / (LENGTHS.long - LENGTHS.remark)))
}

function dot(weights: readonly number[], values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += weights[i] * values[i]
  return sum
}
