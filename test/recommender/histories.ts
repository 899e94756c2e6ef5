import type { Opinion, Review, SentimentLabel } from '../../src/domain/review.js'
import type { Song } from '../../src/domain/song.js'
import { type CatalogueTotals, NO_REVIEWS, SCORE_UNIT } from '../../src/domain/totals.js'
import { NO_TASTE } from '../../src/domain/user.js'
import type { UserHistory } from '../../src/recommender/user-history.js'

const SPAN = { text: '', start: 0, end: 0 }
const AT = new Date('2026-01-01T00:00:00Z')

export const NO_HISTORY: UserHistory = { plays: [], reviews: [], tags: [], taste: NO_TASTE }

export function song(id: string, artist: string | null = null, genres: readonly string[] = []): Song {
  return { id, title: id, artist, album: null, year: null, genres, tags: [], durationSeconds: null, attributes: [] }
}

export function plays(counts: Readonly<Record<string, number>>): UserHistory['plays'] {
  return Object.entries(counts).map(([songId, count]) => ({ userId: 'u', songId, count, lastPlayedAt: null }))
}

export function review(
  songId: string,
  score: number,
  opinions: readonly (readonly [aspect: string | null, polarity: number])[] = [],
  rating: number | null = null,
): Review {
  return {
    id: songId,
    userId: 'u',
    songId,
    text: 'text',
    rating,
    analysis: {
      sentiment: { score, label: labelOf(score), confidence: 1 },
      opinions: opinions.map(([aspect, polarity]) => opinion(aspect, polarity)),
      language: 'en',
      analyzerVersion: 'test',
    },
    createdAt: AT,
    updatedAt: AT,
  }
}

/** Totals of a catalogue in which aspects were mentioned so often. */
export function catalogueOf(mentions: Readonly<Record<string, number>>): CatalogueTotals {
  const aspects = Object.entries(mentions).map(
    ([aspect, count]) =>
      [aspect, { mentions: count, positive: count, neutral: 0, negative: 0, polaritySum: count / SCORE_UNIT }] as const,
  )
  return { ...NO_REVIEWS, songCount: 0, userCount: 0, playCount: 0, aspects: Object.fromEntries(aspects) }
}

function opinion(canonicalAspect: string | null, polarity: number): Opinion {
  const label = labelOf(polarity)
  return {
    aspect: SPAN,
    opinion: SPAN,
    canonicalAspect,
    polarity,
    label,
    confidence: 1,
    negated: false,
    sentence: SPAN,
  }
}

function labelOf(score: number): SentimentLabel {
  return score > 0 ? 'POSITIVE' : score < 0 ? 'NEGATIVE' : 'NEUTRAL'
}
