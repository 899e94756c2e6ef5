import type { TrainingReview } from '../../domain/training-data.js'

/** A review that has stars. */
export interface RatedReview extends TrainingReview {
  readonly rating: number
}

/**
 * The inputs of the rating model, of a pair of a user and a song, in their order. All are shrunk toward 0, the neutral
 * value, which is also that of a user or song without reviews.
 */
export const RATING_FEATURES = [
  /** b_i and b_u of the bias model. */
  'songBias',
  'userBias',
  /** n / (n + prior): how much is known of the song and of the user. */
  'songKnown',
  'userKnown',
  /** Share of ratings of at most LOW stars, less the share among all. */
  'songLow',
  'userLow',
  /** Sentiment of the texts, less the mean of all. */
  'songSentiment',
  'userSentiment',
  /** Σ over aspects of the user's share of mentions × (polarity of the song's mentions less that of all). */
  'aspectMatch',
] as const

/** Those that come from the text of reviews: without reviews they are left out. */
export const TEXT_FEATURES: ReadonlySet<string> = new Set(['songSentiment', 'userSentiment', 'aspectMatch'])

/** The bias model's priors: see rating.ts. */
const SONG_PRIOR = 5
const USER_PRIOR = 2
/** Mentions' worth of belief that an aspect of a song is like everybody's. */
const MENTION_PRIOR = 3
/** Ratings are mostly 5 and 4: what is below tells most. */
const LOW = 3

interface Sums {
  count: number
  rating: number
  low: number
  sentiment: number
  readonly aspects: Map<string, { mentions: number; polarity: number }>
}

export interface RatingStatistics {
  /** μ + b_u + b_i. Without the pair's own review where `own` is given. */
  bias(user: number, song: number, own: RatedReview | null): number
  /** RATING_FEATURES; likewise. */
  features(user: number, song: number, own: RatedReview | null): Float32Array
}

/** Sums over the reviews, from which one can be taken out again: so that a training row never holds its own answer. */
export function ratingStatistics(users: number, songs: number, reviews: readonly RatedReview[]): RatingStatistics {
  const empty = (): Sums => ({ count: 0, rating: 0, low: 0, sentiment: 0, aspects: new Map() })
  const bySong = Array.from({ length: songs }, empty)
  const byUser = Array.from({ length: users }, empty)
  const all = empty()
  for (const review of reviews) for (const sums of [bySong[review.song], byUser[review.user], all]) add(sums, review)
  const mean = all.count === 0 ? 0 : all.rating / all.count
  const ofAll = (sum: number) => (all.count === 0 ? 0 : sum / all.count)

  const songDeviation = (song: number, own: RatedReview | null) => {
    const { count, rating } = bySong[song]
    const taken = own === null ? 0 : 1
    return (rating - (own?.rating ?? 0) - (count - taken) * mean) / (count - taken + SONG_PRIOR)
  }
  const residuals = new Float64Array(users)
  for (const { user, song, rating } of reviews) residuals[user] += rating - mean - songDeviation(song, null)
  const userDeviation = (user: number, own: RatedReview | null) => {
    const taken = own === null ? 0 : 1
    const residual = own === null ? 0 : own.rating - mean - songDeviation(own.song, null)
    return (residuals[user] - residual) / (byUser[user].count - taken + USER_PRIOR)
  }
  const shrunk = (sums: Sums, own: RatedReview | null, prior: number, of: 'low' | 'sentiment') => {
    const taken = own === null ? 0 : of === 'low' ? lowOf(own) : own.sentiment
    const count = sums.count - (own === null ? 0 : 1)
    return (sums[of] - taken - count * ofAll(all[of])) / (count + prior)
  }
  const match = (user: number, song: number, own: RatedReview | null) => {
    const ownMentions = new Map<string, { mentions: number; polarity: number }>()
    for (const { aspect, polarity } of own?.opinions ?? []) mention(ownMentions, aspect, polarity)
    let mentioned = 0
    let sum = 0
    for (const [aspect, { mentions }] of byUser[user].aspects) {
      const mine = ownMentions.get(aspect)
      const weight = mentions - (mine?.mentions ?? 0)
      mentioned += weight
      const said = bySong[song].aspects.get(aspect)
      const every = all.aspects.get(aspect)
      if (weight === 0 || !said || !every) continue
      const count = said.mentions - (mine?.mentions ?? 0)
      const lift = said.polarity - (mine?.polarity ?? 0) - (count * every.polarity) / every.mentions
      sum += (weight * lift) / (count + MENTION_PRIOR)
    }
    return mentioned === 0 ? 0 : sum / mentioned
  }

  return {
    bias: (user, song, own) => mean + songDeviation(song, own) + userDeviation(user, own),
    features(user, song, own) {
      const taken = own === null ? 0 : 1
      const songCount = bySong[song].count - taken
      const userCount = byUser[user].count - taken
      return Float32Array.of(
        songDeviation(song, own),
        userDeviation(user, own),
        songCount / (songCount + SONG_PRIOR),
        userCount / (userCount + USER_PRIOR),
        shrunk(bySong[song], own, SONG_PRIOR, 'low'),
        shrunk(byUser[user], own, USER_PRIOR, 'low'),
        shrunk(bySong[song], own, SONG_PRIOR, 'sentiment'),
        shrunk(byUser[user], own, USER_PRIOR, 'sentiment'),
        match(user, song, own),
      )
    },
  }
}

function add(sums: Sums, review: RatedReview): void {
  sums.count++
  sums.rating += review.rating
  sums.low += lowOf(review)
  sums.sentiment += review.sentiment
  for (const { aspect, polarity } of review.opinions) mention(sums.aspects, aspect, polarity)
}

function lowOf({ rating }: RatedReview): number {
  return rating <= LOW ? 1 : 0
}

function mention(aspects: Map<string, { mentions: number; polarity: number }>, aspect: string, polarity: number): void {
  const said = aspects.get(aspect) ?? { mentions: 0, polarity: 0 }
  aspects.set(aspect, { mentions: said.mentions + 1, polarity: said.polarity + polarity })
}
