import { meanPolarity, meanSentiment, type SongProfile, songProfile } from '../domain/profile.js'
import {
  type CountedReview,
  NO_REVIEWS,
  NO_TOTALS,
  type ReviewTotals,
  type SongTotals,
  withReview,
} from '../domain/totals.js'
import type { TrainingData, TrainingReview } from '../domain/training-data.js'

/** What reviews say of songs, by song index. While serving it is read from the store's running totals. */
export interface SongBeliefs {
  /** Of all reviews. */
  readonly catalogue: ReviewTotals
  profile(song: number): SongProfile
}

/** The same from the reviews of the data alone: what the store would believe if it held only these. */
export function beliefsOf({ songs, reviews }: TrainingData): SongBeliefs {
  const totals: SongTotals[] = songs.map(() => NO_TOTALS)
  let catalogue: ReviewTotals = NO_REVIEWS
  for (const review of reviews) {
    const counted = countedReview(review)
    totals[review.song] = withReview(totals[review.song], counted, 1)
    catalogue = withReview(catalogue, counted, 1)
  }
  const profiles = totals.map(each => (each === NO_TOTALS ? null : songProfile(each, catalogue)))
  const unreviewed = songProfile(NO_TOTALS, catalogue)
  return { catalogue, profile: song => profiles[song] ?? unreviewed }
}

/** Labels are told by sign alone: a profile's scores, which is all that ranking reads, do not depend on them. */
function countedReview({ rating, sentiment, opinions }: TrainingReview): CountedReview {
  const label = (score: number) => (score > 0 ? 'POSITIVE' : score < 0 ? 'NEGATIVE' : 'NEUTRAL')
  return {
    rating,
    analysis: {
      sentiment: { score: sentiment, label: label(sentiment) },
      opinions: opinions.map(({ aspect, polarity }) => ({ canonicalAspect: aspect, polarity, label: label(polarity) })),
    },
  }
}

/** A song's sentiment above or below the catalogue's mean. */
export function sentimentLift(profile: SongProfile, catalogue: ReviewTotals): number {
  return profile.sentiment.score - meanSentiment(catalogue)
}

/**
 * How well reviews speak of what a user cares for: Σ over aspects of importance × (the song's shrunk polarity − the
 * catalogue's mean of it), over Σ importance; 0 where nothing is known of either.
 * @param importance by aspect, in [0, 1]
 */
export function aspectMatch(
  profile: SongProfile,
  importance: ReadonlyMap<string, number>,
  catalogue: ReviewTotals,
): number {
  let sum = 0
  let total = 0
  for (const weight of importance.values()) total += weight
  if (total === 0) return 0
  for (const { aspect, score } of profile.aspects) {
    const weight = importance.get(aspect)
    if (weight) sum += weight * (score - meanPolarity(catalogue, aspect))
  }
  return sum / total
}
