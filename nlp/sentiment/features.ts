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
] as const

/** Evidence (m) at which a review that says one thing only is sure of it by half. */
const HALF = 4
/** A review of e^5 tokens has length 1. */
const LOG_LENGTH = 5
/** Opinions on aspects at which their mean counts half. */
const HALF_OPINIONS = 1

/**
 * The input of the last layer; without a token all but the bias are 0.
 * With a, the weight of a sentence, and ã = a / mean a:
 * n-grams of the review Σ ã·θ / √n; a sentence's own tanh(Σθ / √n); lexicon x / √(x² + 4² + 2m) and x / (m + 4) with
 * x = Σ ã·v, m = Σ ã·|v|; learnt valences alike; aspects Σ ã·p / (Σ ã·c + 1).
 */
export function featuresOf(readings: readonly SentenceReading[]): Float64Array {
  const features = new Float64Array(FEATURES.length)
  features[0] = 1
  const tokens = readings.reduce((sum, each) => sum + each.tokens, 0)
  if (tokens === 0) return features
  const meanWeight = readings.reduce((sum, each) => sum + each.weight * each.tokens, 0) / tokens
  let ngrams = 0
  let [ngramSum, sentenceMean, sentenceWeight] = [0, 0, 0]
  let [x, m, learntX, learntM] = [0, 0, 0, 0]
  let [polarity, opinions, exclaiming, worst] = [0, 0, 0, 0]
  for (const reading of readings) {
    const weight = reading.weight / meanWeight
    ngrams += reading.ngrams
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
  const whole = ngramSum / Math.sqrt(ngrams)
  const amount = x / Math.sqrt(x * x + HALF * HALF + (m * HALF) / 2)
  features.set(
    [
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
    ],
    1,
  )
  return features
}

function ownOf({ ngramSum, ngrams }: SentenceReading): number {
  return ngrams === 0 ? 0 : Math.tanh(ngramSum / Math.sqrt(ngrams))
}
