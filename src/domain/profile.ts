import { type CatalogueTotals, type ReviewTotals, SCORE_UNIT, type SongTotals } from './totals.js'

/** Reviews' worth of belief in the catalogue's mean: a song with this many reviews is half its own opinion. */
export const SENTIMENT_PRIOR = 5
/** The same for one aspect, in mentions. */
export const ASPECT_PRIOR = 3

export interface SentimentSummary {
  /** Mean over reviews, shrunk toward the catalogue's mean; in [-1, 1]; 0 without reviews in the whole catalogue. */
  readonly score: number
  /** Shares of reviews by label; they sum to 1, or are all 0 without reviews. */
  readonly positive: number
  readonly neutral: number
  readonly negative: number
}

export interface AspectSummary {
  readonly aspect: string
  readonly mentions: number
  readonly positive: number
  readonly neutral: number
  readonly negative: number
  /** Mean polarity, shrunk toward the catalogue's mean for this aspect; in [-1, 1]. */
  readonly score: number
}

/** What the system believes of a song. */
export interface SongProfile {
  readonly reviewCount: number
  readonly playCount: number
  readonly listenerCount: number
  readonly sentiment: SentimentSummary
  /** Most mentioned first; ties by name. */
  readonly aspects: readonly AspectSummary[]
}

/** How much an aspect matters to a user, and what they say of it. */
export interface AspectTaste {
  readonly aspect: string
  /** In [0, 1]; 1 is their most important one. */
  readonly importance: number
  /** Mean polarity of what they say of it, in [-1, 1]. */
  readonly polarity: number
  readonly mentions: number
  /** True where the user set the importance by hand. */
  readonly corrected: boolean
}

export interface WeightedName {
  readonly name: string
  readonly weight: number
}

/** Heavy plays with a bad review, or the reverse. */
export interface Conflict {
  readonly songId: string
  readonly playCount: number
  readonly sentiment: number
  readonly text: string
}

/** (Σ + n₀·mean) / (n + n₀): the posterior mean under a prior worth `priorCount` observations. */
export function shrunk(sum: number, count: number, mean: number, priorCount: number): number {
  return (sum + priorCount * mean) / (count + priorCount)
}

export function songProfile(totals: SongTotals, catalogue: ReviewTotals): SongProfile {
  return {
    reviewCount: totals.reviewCount,
    playCount: totals.playCount,
    listenerCount: totals.listenerCount,
    sentiment: sentimentSummary(totals, catalogue),
    aspects: aspectSummaries(totals, catalogue),
  }
}

/** Of one song among its catalogue, or of the catalogue itself (the shrunk mean of which is its mean). */
export function sentimentSummary(totals: ReviewTotals, catalogue: ReviewTotals): SentimentSummary {
  const share = (count: number) => (totals.reviewCount === 0 ? 0 : count / totals.reviewCount)
  return {
    score: sentimentScore(totals, catalogue),
    positive: share(totals.positive),
    neutral: share(totals.neutral),
    negative: share(totals.negative),
  }
}

export function sentimentScore(
  totals: Pick<ReviewTotals, 'sentimentSum' | 'reviewCount'>,
  catalogue: Pick<ReviewTotals, 'sentimentSum' | 'reviewCount'>,
): number {
  return shrunk(totals.sentimentSum * SCORE_UNIT, totals.reviewCount, meanSentiment(catalogue), SENTIMENT_PRIOR)
}

/** Mean sentiment of all reviews; 0 without reviews. */
export function meanSentiment(catalogue: Pick<ReviewTotals, 'sentimentSum' | 'reviewCount'>): number {
  return catalogue.reviewCount === 0 ? 0 : (catalogue.sentimentSum * SCORE_UNIT) / catalogue.reviewCount
}

/** Mean polarity of an aspect over all mentions; 0 without any. */
export function meanPolarity(catalogue: ReviewTotals, aspect: string): number {
  const totals = catalogue.aspects[aspect]
  return totals === undefined ? 0 : (totals.polaritySum * SCORE_UNIT) / totals.mentions
}

/** Most mentioned first; ties by name. */
export function aspectSummaries(totals: ReviewTotals, catalogue: ReviewTotals): AspectSummary[] {
  return Object.entries(totals.aspects)
    .map(([aspect, { mentions, positive, neutral, negative, polaritySum }]) => {
      const score = shrunk(polaritySum * SCORE_UNIT, mentions, meanPolarity(catalogue, aspect), ASPECT_PRIOR)
      return { aspect, mentions, positive, neutral, negative, score }
    })
    .sort((a, b) => b.mentions - a.mentions || (a.aspect < b.aspect ? -1 : 1))
}

/** Everything that `catalogueStats` tells. */
export interface CatalogueStats {
  readonly totals: CatalogueTotals
  readonly songsPerYear: readonly { readonly year: number; readonly count: number }[]
  readonly songsWithoutYear: number
}
