import type { SentenceReading } from './reading.js'

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
/** Opinions on aspects at which their mean counts half. */
const HALF_OPINIONS = 1

/**
 * The input of the last layer, all of it times the trust k / (k + ½), k = m + half the mass of the learnt valences.
 * With a, the weight of a sentence, and ã = a / mean a:
 * n-grams of the review Σ ã·θ / √Σi², i the importance of an n-gram; a sentence's own tanh(Σθ / √Σi²); lexicon x / √(x² + 4² + 2m) and x / (m + 4) with
 * x = Σ ã·v, m = Σ ã·|v|; learnt valences alike; aspects Σ ã·p / (Σ ã·c + 1).
 */
export function featuresOf(readings: readonly SentenceReading[]): Float64Array {
  const features = new Float64Array(FEATURES.length)
  const tokens = readings.reduce((sum, each) => sum + each.tokens, 0)
  if (tokens === 0) return features
  const meanWeight = readings.reduce((sum, each) => sum + each.weight * each.tokens, 0) / tokens
  let squares = 0
  let [ngramSum, sentenceMean, sentenceWeight] = [0, 0, 0]
  let [x, m, learntX, learntM] = [0, 0, 0, 0]
  let [polarity, opinions, exclaiming, worst] = [0, 0, 0, 0]
  for (const reading of readings) {
    const weight = reading.weight / meanWeight
    squares += reading.ngramSquares
    ngramSum += weight * reading.ngramSum
    const own = ownOf(reading)
    sentenceMean += weight * own
    sentenceWeight += weight
    worst = Math.min(worst, own)
    x += weight * reading.sum
    m += weight * reading.mass
    learntX += weight * reading.learntSum
    learntM += weight * reading.learntMass
    polarity += weight * reading.polaritySum
    opinions += weight * reading.polarityMass
    if (reading.exclaims) exclaiming++
  }
  const last = readings[readings.length - 1]
  const length = Math.log1p(tokens) / LOG_LENGTH
  const whole = squares === 0 ? 0 : ngramSum / Math.sqrt(squares)
  const amount = x / Math.sqrt(x * x + HALF * HALF + (m * HALF) / 2)
  const known = m + LEARNT_TRUST * learntM
  const trust = known / (known + HALF_TRUST)
  features.set(
    [
      1,
      whole,
      sentenceMean / sentenceWeight,
      ownOf(last),
      worst,
      amount,
      x / (m + HALF),
      last.sum / (last.mass + HALF),
      learntX / Math.sqrt(learntX * learntX + HALF * HALF + (learntM * HALF) / 2),
      learntX / (tokens + 2),
      polarity / (opinions + HALF_OPINIONS),
      length,
      whole * length,
      amount * length,
      exclaiming / readings.length,
      severalOf(readings.length),
    ].map(value => value * trust),
  )
  return features
}

/** From 0 for one sentence to 1 for many. */
function severalOf(sentences: number): number {
  return Math.min(1, (sentences - 1) / (MANY - 1))
}

function ownOf({ ngramSum, ngramSquares }: SentenceReading): number {
  return ngramSquares === 0 ? 0 : Math.tanh(ngramSum / Math.sqrt(ngramSquares))
}
