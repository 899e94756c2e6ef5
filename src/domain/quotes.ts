import type { Opinion, Quote, Review } from './review.js'

/** Lengths between these, in UTF-16 units, read well as a quote; outside them a sentence counts for less. */
const SHORT = 20
const LONG = 200

/** The quotes that a review offers: per canonical aspect the strongest opinion of each sentence. */
export function quotesOf(review: Review): { aspect: string; strength: number; quote: Quote }[] {
  const best = new Map<string, { aspect: string; strength: number; quote: Quote }>()
  for (const opinion of review.analysis.opinions) {
    if (opinion.canonicalAspect === null) continue
    const key = `${opinion.canonicalAspect} ${opinion.sentence.start}`
    const strength = quoteStrength(opinion)
    if (strength <= (best.get(key)?.strength ?? -1)) continue
    const { text, start, end } = opinion.sentence
    const quote = { reviewId: review.id, text, start, end, polarity: opinion.polarity }
    best.set(key, { aspect: opinion.canonicalAspect, strength, quote })
  }
  return [...best.values()]
}

/** How telling an opinion is: |polarity| × confidence, less for fragments and for long sentences; in [0, 1]. */
export function quoteStrength({ polarity, confidence, sentence }: Opinion): number {
  const length = sentence.end - sentence.start
  const readable = Math.min(1, length / SHORT, LONG / length)
  return Math.abs(polarity) * confidence * readable
}
