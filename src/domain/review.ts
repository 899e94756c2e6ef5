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

/** What was read from a text. Made by `nlp.analyze`, which has the same type by structure. */
export interface ReviewAnalysis {
  readonly sentiment: Sentiment
  readonly opinions: readonly Opinion[]
  /** ISO 639-1; null when it cannot be told. */
  readonly language: string | null
  /** Of the lexicon and weights that read it. */
  readonly analyzerVersion: string
}

/** One user's review of one song: there is at most one for each such pair. */
export interface Review {
  /** `reviewId(userId, songId)`: posting again replaces the review and keeps its id. */
  readonly id: string
  readonly userId: string
  readonly songId: string
  /** 1–20,000 UTF-16 units, not blank. */
  readonly text: string
  /** 0.5–5 in steps of 0.5. */
  readonly rating: number | null
  readonly analysis: ReviewAnalysis
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** What a song's reviews say of an aspect, in the words of one of them. */
export interface Quote {
  readonly reviewId: string
  /** The sentence, verbatim: `review.text.slice(start, end)`. */
  readonly text: string
  readonly start: number
  readonly end: number
  readonly polarity: number
}

/** A node of the music aspect lexicon. */
export interface Aspect {
  readonly name: string
  readonly parent: string | null
  /** Words that map to it. */
  readonly synonyms: readonly string[]
}
