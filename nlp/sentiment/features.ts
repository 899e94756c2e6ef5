import type { NgramSums } from './ngram-sums.js'
import type { SentenceReading } from './reading.js'
import { STEPS } from './steps.js'

/** Names of the last layer's inputs, in order. */
export const FEATURES = [
  'bias',
  'n-grams of the review',
  'n-grams, mean of the sentences',
  'n-grams, last sentence',
  'n-grams, worst sentence',
  'lexicon, how much',
  'lexicon, how one-sided',
  'lexicon, last sentence',
  'learnt valences, how much',
  'learnt valences, mean',
  'aspects, mean polarity',
  'length',
  'n-grams × length',
  'lexicon × length',
  'exclamations',
  'several sentences',
  ...STEPS,
  'blame or praise × several sentences',
  'states of the network',
  'lexicon by rule',
] as const

/** Evidence (m) at which a review that says one thing only is sure of it by half. */
const HALF = 4
/** A review of e^5 tokens has length 1. */
const LOG_LENGTH = 5
/** Valence at which what is said is trusted by half: the input of a text without a word of opinion is all 0. */
const HALF_TRUST = 0.5
/** A learnt valence is weaker evidence than one of a lexicon. */
const LEARNT_TRUST = 0.5
/** Sentences from which on a text is a review and not a remark. */
const MANY = 4
/** Remarks up to so many tokens are read mostly by rule, and texts from so many on by the model alone. */
const REMARK = { short: 6, long: 24, share: 0.85 }
/** Tokens from which on sums over a text are means: else a leaning of common words would outgrow all in an essay. */
const MUCH = 200
/** Opinions on aspects at which their mean counts half. */
const HALF_OPINIONS = 1

/**
 * The input of the last layer, all but the last times the trust k / (k + ½), k = m + half the mass of the learnt valences,
 * and times the share of the model, which is .15 for short remarks. The last is the share of the rule times 2·artanh of
 * "lexicon, how much": its weight is given, 1 times the slope of all weights, so that the rule keeps its share.
 * @param states `readStates` of the text
 * @param ruleOf the share of the rule by the number of tokens; training learns the model without it
 * With a, the weight of a sentence, and ã = a / mean a:
 * n-grams of the review, and of each step of the stars, tanh(Σ ã·θ / √(Σi² · max(1, tokens / 200))), i the importance of an n-gram; a
 * sentence's own tanh(Σθ / √Σi²); lexicon x / √(x² + 4² + 2m) and x / (m + 4) with x = Σ ã·v, m = Σ ã·|v|; learnt valences alike;
 * aspects Σ ã·p / (Σ ã·c + 1).
 */
export function featuresOf(readings: readonly SentenceReading[], states: number, ruleOf = ruleShare): Float64Array {
  const features = new Float64Array(FEATURES.length)
  const tokens = readings.reduce((sum, each) => sum + each.tokens, 0)
  if (tokens === 0) return features
  const meanWeight = readings.reduce((sum, each) => sum + each.weight * each.tokens, 0) / tokens
  let squares = 0
  let [ngramSum, sentenceMean, sentenceWeight] = [0, 0, 0]
  let [x, m, learntX, learntM] = [0, 0, 0, 0]
  let [polarity, opinions, exclaiming, worst] = [0, 0, 0, 0]
  const steps = STEPS.map(() => 0)
  let stepSquares = 0
  for (const reading of readings) {
    const weight = reading.weight / meanWeight
    const { ngrams, valences } = reading
    squares += ngrams.squares
    ngramSum += weight * ngrams.sum
    const own = ownOf(ngrams)
    sentenceMean += weight * own
    sentenceWeight += weight
    worst = Math.min(worst, own)
    x += weight * valences.sum
    m += weight * valences.mass
    learntX += weight * valences.learntSum
    learntM += weight * valences.learntMass
    polarity += weight * reading.polaritySum
    opinions += weight * reading.polarityMass
    if (reading.exclaims) exclaiming++
    reading.ngrams.steps.forEach((sum, step) => {
      steps[step] += weight * sum
    })
    stepSquares += reading.ngrams.stepSquares
  }
  const last = readings[readings.length - 1]
  const length = Math.log1p(tokens) / LOG_LENGTH
  const more = Math.max(1, tokens / MUCH)
  const whole = squares === 0 ? 0 : Math.tanh(ngramSum / Math.sqrt(squares * more))
  const amount = x / Math.sqrt(x * x + HALF * HALF + (m * HALF) / 2)
  const known = m + LEARNT_TRUST * learntM
  const trust = known / (known + HALF_TRUST)
  const rule = ruleOf(tokens)
  const several = severalOf(readings.length)
  const told = steps.map(sum => (stepSquares === 0 ? 0 : Math.tanh(sum / Math.sqrt(stepSquares * more))))
  const model = [
    1,
    whole,
    sentenceMean / sentenceWeight,
    ownOf(last.ngrams),
    worst,
    amount,
    x / (m + HALF),
    last.valences.sum / (last.valences.mass + HALF),
    learntX / Math.sqrt(learntX * learntX + HALF * HALF + (learntM * HALF) / 2),
    learntX / (tokens + 2),
    polarity / (opinions + HALF_OPINIONS),
    length,
    whole * length,
    amount * length,
    exclaiming / readings.length,
    several,
    ...told,
    told[0] * several,
    states,
  ]
  features.set(model.map(value => value * trust * (1 - rule)))
  features[model.length] = rule * 2 * Math.atanh(amount)
  return features
}

/** How many tokens a text of a length has. */
export function tokensOf(length: number): number {
  return Math.expm1(length * LOG_LENGTH)
}

/** In [0, 1): how much of what a text says is known; 0 without a word of opinion. */
export function trustOf(features: Float64Array): number {
  const length = features[0] === 0 ? 0 : tokensOf(features[FEATURES.indexOf('length')] / features[0])
  return features[0] / (1 - ruleShare(length))
}

function ruleShare(tokens: number): number {
  return REMARK.share * Math.min(1, Math.max(0, (REMARK.long - tokens) / (REMARK.long - REMARK.short)))
}

/** From 0 for one sentence to 1 for many. */
function severalOf(sentences: number): number {
  return Math.min(1, (sentences - 1) / (MANY - 1))
}

function ownOf({ sum, squares }: NgramSums): number {
  return squares === 0 ? 0 : Math.tanh(sum / Math.sqrt(squares))
}
