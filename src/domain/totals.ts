import type { SentimentLabel } from './review.js'

/** Scores are summed in integer units of 1/10,000, so that running totals equal a recount exactly. */
export const SCORE_UNIT = 1e-4

/** Running totals over reviews: of one song, or of the whole catalogue. */
export interface ReviewTotals {
  readonly reviewCount: number
  readonly positive: number
  readonly neutral: number
  readonly negative: number
  /** Sum of sentiment scores, in SCORE_UNIT. */
  readonly sentimentSum: number
  readonly ratingCount: number
  /** Sum of ratings, in half stars. */
  readonly ratingSum: number
  /** By canonical aspect; opinions on anything else are not counted. */
  readonly aspects: Readonly<Record<string, AspectTotals>>
}

export interface AspectTotals {
  readonly mentions: number
  readonly positive: number
  readonly neutral: number
  readonly negative: number
  /** Sum of polarities, in SCORE_UNIT. */
  readonly polaritySum: number
}

/** Running totals of one song. */
export interface SongTotals extends ReviewTotals {
  /** Plays summed over users. */
  readonly playCount: number
  readonly listenerCount: number
  /** The users' tags, in no particular order. */
  readonly tags: readonly TagCount[]
}

/** How many users gave a tag. */
export interface TagCount {
  readonly tag: string
  readonly users: number
}

/** Running totals of the whole store. */
export interface CatalogueTotals extends ReviewTotals {
  readonly songCount: number
  readonly userCount: number
  readonly playCount: number
}

export const NO_REVIEWS: ReviewTotals = {
  reviewCount: 0,
  positive: 0,
  neutral: 0,
  negative: 0,
  sentimentSum: 0,
  ratingCount: 0,
  ratingSum: 0,
  aspects: {},
}

export const NO_TOTALS: SongTotals = { ...NO_REVIEWS, playCount: 0, listenerCount: 0, tags: [] }

/** The part of a review that totals count. */
export interface CountedReview {
  readonly rating: number | null
  readonly analysis: {
    readonly sentiment: { readonly score: number; readonly label: SentimentLabel }
    readonly opinions: readonly {
      readonly canonicalAspect: string | null
      readonly polarity: number
      readonly label: SentimentLabel
    }[]
  }
}

/** `totals` with one review more (`sign` 1) or less (-1). Aspects without mentions leave the record. */
export function withReview<T extends ReviewTotals>(totals: T, review: CountedReview, sign: 1 | -1): T {
  const { sentiment, opinions } = review.analysis
  const aspects: Record<string, AspectTotals> = { ...totals.aspects }
  for (const opinion of opinions) {
    const key = opinion.canonicalAspect
    if (key === null) continue
    const before = aspects[key] ?? NO_MENTIONS
    const after = {
      mentions: before.mentions + sign,
      ...labelled(before, opinion.label, sign),
      polaritySum: before.polaritySum + sign * units(opinion.polarity),
    }
    if (after.mentions > 0) aspects[key] = after
    else delete aspects[key]
  }
  return {
    ...totals,
    reviewCount: totals.reviewCount + sign,
    ...labelled(totals, sentiment.label, sign),
    sentimentSum: totals.sentimentSum + sign * units(sentiment.score),
    ratingCount: totals.ratingCount + (review.rating === null ? 0 : sign),
    ratingSum: totals.ratingSum + (review.rating === null ? 0 : sign * Math.round(review.rating * 2)),
    aspects,
  }
}

const NO_MENTIONS: AspectTotals = { mentions: 0, positive: 0, neutral: 0, negative: 0, polaritySum: 0 }

function labelled(
  counts: { positive: number; neutral: number; negative: number },
  label: SentimentLabel,
  sign: 1 | -1,
): { positive: number; neutral: number; negative: number } {
  return {
    positive: counts.positive + (label === 'POSITIVE' ? sign : 0),
    neutral: counts.neutral + (label === 'NEUTRAL' ? sign : 0),
    negative: counts.negative + (label === 'NEGATIVE' ? sign : 0),
  }
}

function units(score: number): number {
  return Math.round(score / SCORE_UNIT)
}
