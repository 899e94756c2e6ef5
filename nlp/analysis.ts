/** What `analyze` answers. The same by structure as src/domain/review.ts, which nlp may not import. */

export type SentimentLabel = 'POSITIVE' | 'NEUTRAL' | 'NEGATIVE'

/** UTF-16 offsets into the text as it was given: `text.slice(start, end)`. */
export interface Span {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Of a whole review. */
export interface Sentiment {
  /** In [-1, 1], rounded to 4 decimals. */
  readonly score: number
  readonly label: SentimentLabel
  /** In [0, 1]. */
  readonly confidence: number
}

/** One aspect–opinion pair with its polarity. */
export interface Opinion {
  readonly aspect: Span
  readonly opinion: Span
  /** Name in the aspect lexicon; null where the span maps to none. */
  readonly canonicalAspect: string | null
  /** In [-1, 1], rounded to 4 decimals. */
  readonly polarity: number
  readonly label: SentimentLabel
  /** In [0, 1]. */
  readonly confidence: number
  readonly negated: boolean
  readonly sentence: Span
}

export interface ReviewAnalysis {
  readonly sentiment: Sentiment
  readonly opinions: readonly Opinion[]
  /** ISO 639-1; null when it cannot be told. */
  readonly language: string | null
  /** Of the lexicon and rules that read it. */
  readonly analyzerVersion: string
}

/** A node of the music aspect lexicon. */
export interface Aspect {
  readonly name: string
  readonly parent: string | null
  /** Words that map to it. */
  readonly synonyms: readonly string[]
}

/** Scores nearer to 0 than this are NEUTRAL. */
export const NEUTRAL_BAND = 0.1

/** Label of a score or polarity in [-1, 1]: NEUTRAL where |score| < 0.1. */
export function labelOf(score: number): SentimentLabel {
  if (score >= NEUTRAL_BAND) return 'POSITIVE'
  return score <= -NEUTRAL_BAND ? 'NEGATIVE' : 'NEUTRAL'
}

/** To 4 decimals; never -0, which JSON and equality tests would tell from 0. */
export function round4(x: number): number {
  return Math.round(x * 1e4) / 1e4 + 0
}
