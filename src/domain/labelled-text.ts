import type { SentimentLabel } from './review.js'

/** A text with what people said of its sentiment. */
export interface JudgedText {
  readonly text: string
  /** Stars, a critic's score, a mean of ratings: the higher, the better. */
  readonly rating: number
  readonly gold: SentimentLabel
}

/** Offsets into a text, `end` exclusive. */
export interface Place {
  readonly start: number
  readonly end: number
}

/** An aspect–opinion pair as an annotator marked it. */
export interface Triplet {
  readonly aspect: Place
  readonly opinion: Place
  readonly label: SentimentLabel
  /** Name in the aspect lexicon, null for none of it; left out where the data do not tell. */
  readonly canonicalAspect?: string | null
}

export interface AnnotatedText {
  readonly text: string
  readonly triplets: readonly Triplet[]
  /** The part of the data that it belongs to, where they name parts. */
  readonly split?: string
}
