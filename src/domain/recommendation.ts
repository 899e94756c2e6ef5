import type { Quote } from './review.js'
import type { Song, SongFilter } from './song.js'

export type ReasonKind =
  | 'SIMILAR_SONGS'
  | 'SIMILAR_LISTENERS'
  | 'ASPECTS'
  | 'SENTIMENT'
  | 'CONTENT'
  | 'CONTEXT'
  | 'POPULARITY'
  | 'NOVELTY'
  | 'STEERING'
  | 'OTHER'

/** What one group of features adds to a score. */
export interface Contribution {
  readonly kind: ReasonKind
  readonly value: number
}

export interface Reason {
  readonly kind: ReasonKind
  /** One sentence that can be shown to the user. */
  readonly text: string
  readonly contribution: number
  readonly aspect: string | null
  /** The song of theirs that it resembles. */
  readonly song: Song | null
  readonly quote: Quote | null
}

export interface Recommendation {
  readonly song: Song
  /** `baseline` + the sum of `contributions`, within 1e-3. */
  readonly score: number
  /** From 1; goes on over pages. */
  readonly rank: number
  readonly baseline: number
  /** Every group of features, largest magnitude first. */
  readonly contributions: readonly Contribution[]
  /** What spoke for it most, most first. */
  readonly reasons: readonly Reason[]
  /** 1–5; null where it cannot be told. */
  readonly predictedRating: number | null
}

/** The situation in which a list is asked for. */
export interface PresentContext {
  /** This session's songs, oldest first; left out, it is told from the plays recorded shortly before `at`. */
  readonly recentSongIds?: readonly string[] | null
  /** Left out: now. */
  readonly at?: Date | null
}

export interface RecommendationOptions {
  readonly context?: PresentContext | null
  readonly filter?: SongFilter | null
  readonly exclude?: readonly string[] | null
  readonly includeKnown?: boolean | null
  /** In [0, 1]; 0 where left out. */
  readonly diversity?: number | null
  readonly novelty?: number | null
}

export type RecommendationBasis = 'HISTORY' | 'TEXT' | 'PLAYLIST' | 'POPULARITY'

export interface SimilarSong {
  readonly song: Song
  readonly score: number
  readonly reasons: readonly Reason[]
}

/** A reason of a kept list: songs and reviews by their ids, so that what is removed is gone from kept lists too. */
export interface KeptReason extends Omit<Reason, 'song' | 'quote'> {
  readonly songId: string | null
  /** The sentence: `review.text.slice(start, end)`. */
  readonly quote: {
    readonly reviewId: string
    readonly start: number
    readonly end: number
    readonly polarity: number
  } | null
}

export interface KeptRecommendation extends Omit<Recommendation, 'song' | 'reasons'> {
  readonly songId: string
  readonly reasons: readonly KeptReason[]
}

/** A list as it was answered, from rank 1 on as far as it was asked for. */
export interface KeptList {
  /** The `recommendationId` of the answer. */
  readonly id: string
  readonly userId: string
  readonly answeredAt: Date
  readonly basis: RecommendationBasis
  readonly modelVersion: string | null
  readonly recommendations: readonly KeptRecommendation[]
  /** Whether more followed. */
  readonly hasNextPage: boolean
}
