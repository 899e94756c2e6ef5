import type { TrainingData, TrainingReview } from '../domain/training-data.js'
import { type InteractionMatrix, interactionsOf } from './interactions.js'
import { hasTimes, momentsOf } from './sequences.js'

/** How far a review moves the weight of its pair: from 1 − this (hated) to 1 + this (loved). */
const REVIEW_WEIGHT = 0.75

/**
 * What an interaction weighs: its plays (a review alone counts as one), more after a good review, less after a bad one.
 * A bad review of a song does not make it unheard: the pair stays positive.
 * @param plays  ≥ 0; 0 only where there is a review
 * @param liking of the review, in [-1, 1]; null without one
 */
export function interactionValue(plays: number, liking: number | null): number {
  return Math.max(plays, 1) * (1 + REVIEW_WEIGHT * (liking ?? 0))
}

/**
 * How much a song is one that its user wrote badly of: −liking · plays (a review alone counts as one); 0 for no bad review.
 * The pair is in conflict with itself the more, the more it is played.
 */
export function conflictValue(plays: number, liking: number | null): number {
  return Math.max(plays, 1) * Math.max(0, -(liking ?? 0))
}

/** Days in which half of what an interaction loses with age is lost, and how much that is at most. */
const RECENCY_HALF_LIFE = 90
const RECENCY_SHARE = 0.5
const DAY_MS = 86_400_000

/**
 * What is left of an interaction's weight with time, in (1 − RECENCY_SHARE, 1]: 1 − RECENCY_SHARE · (1 − 2^(−age / 90 days)),
 * where the age is how long it was before the user's latest; 1 where either time is unknown.
 * @param at and `latest` in ms; NaN for unknown
 */
export function recencyOf(at: number, latest: number): number {
  const age = (latest - at) / DAY_MS
  return Number.isNaN(age) ? 1 : 1 - RECENCY_SHARE * (1 - 2 ** (-age / RECENCY_HALF_LIFE))
}

/** How much a reviewer likes the song, in [-1, 1]: the mean of what the text says and what the stars say. */
export function likingOf(review: { readonly sentiment: number; readonly rating: number | null }): number {
  return review.rating === null ? review.sentiment : (review.sentiment + (review.rating - 3) / 2.5) / 2
}

/** All interactions of the data, each weighed by `interactionValue` and, where there are times, by `recencyOf`. */
export function weightedInteractions(data: TrainingData): InteractionMatrix {
  const matrix = interactionsOf(data)
  const liking = new Map<number, number>()
  for (const review of data.reviews) liking.set(review.user * matrix.songs + review.song, likingOf(review))
  const values = matrix.values.slice()
  const moments = hasTimes(data) ? momentsOf(data) : () => []
  for (let user = 0; user < matrix.users; user++) {
    const timed = moments(user)
    const latest = timed.at(-1)?.at ?? Number.NaN
    const timeOf = new Map(timed.map(({ song, at }) => [song, at]))
    for (let entry = matrix.rowStart[user]; entry < matrix.rowStart[user + 1]; entry++) {
      const song = matrix.columns[entry]
      values[entry] =
        interactionValue(values[entry], liking.get(user * matrix.songs + song) ?? null) *
        recencyOf(timeOf.get(song) ?? Number.NaN, latest)
    }
  }
  return { ...matrix, values }
}

/**
 * The data without what is known of some pairs: their plays, their reviews, and the tags that the user gave to the song (a
 * tag is the interaction in another coat).
 */
export function withoutPairs(data: TrainingData, without: (user: number, song: number) => boolean): TrainingData {
  const { plays, tags } = data
  const { lastPlayedAt } = plays
  const playRows = rowsWhere(plays.user.length, i => !without(plays.user[i], plays.song[i]))
  const tagRows = rowsWhere(tags.user.length, i => !without(tags.user[i], tags.song[i]))
  return {
    ...data,
    plays: {
      user: playRows.map(i => plays.user[i]),
      song: playRows.map(i => plays.song[i]),
      count: Float32Array.from(playRows, i => plays.count[i]),
      ...(lastPlayedAt && { lastPlayedAt: Float64Array.from(playRows, i => lastPlayedAt[i]) }),
    },
    reviews: data.reviews.filter(review => !without(review.user, review.song)),
    tags: {
      user: tagRows.map(i => tags.user[i]),
      song: tagRows.map(i => tags.song[i]),
      tag: tagRows.map(i => tags.tag[i]),
      names: tags.names,
    },
  }
}

/** The ablation: every reviewed pair stays as one play; text, sentiment and rating are gone. */
export function withoutReviews(data: TrainingData): TrainingData {
  const played = new Set<number>()
  const { songs, plays, reviews } = data
  for (let i = 0; i < plays.user.length; i++) played.add(plays.user[i] * songs.length + plays.song[i])
  const only = reviews.filter(({ user, song }: TrainingReview) => !played.has(user * songs.length + song))
  const times = plays.lastPlayedAt ?? new Float64Array(plays.user.length).fill(Number.NaN)
  return {
    ...data,
    reviews: [],
    plays: {
      user: Uint32Array.from([...plays.user, ...only.map(review => review.user)]),
      song: Uint32Array.from([...plays.song, ...only.map(review => review.song)]),
      count: Float32Array.from([...plays.count, ...only.map(() => 1)]),
      ...(hasTimes(data) && { lastPlayedAt: Float64Array.from([...times, ...only.map(({ at }) => at ?? Number.NaN)]) }),
    },
  }
}

function rowsWhere(count: number, keep: (row: number) => boolean): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => i).filter(keep)
}
