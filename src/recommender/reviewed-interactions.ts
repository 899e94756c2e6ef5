import type { TrainingData, TrainingReview } from '../domain/training-data.js'
import { type InteractionMatrix, interactionsOf } from './interactions.js'

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

/** How much a reviewer likes the song, in [-1, 1]: the mean of what the text says and what the stars say. */
export function likingOf(review: { readonly sentiment: number; readonly rating: number | null }): number {
  return review.rating === null ? review.sentiment : (review.sentiment + (review.rating - 3) / 2.5) / 2
}

/** All interactions of the data, each weighed by `interactionValue`. */
export function weightedInteractions(data: TrainingData): InteractionMatrix {
  const matrix = interactionsOf(data)
  const liking = new Map<number, number>()
  for (const review of data.reviews) liking.set(review.user * matrix.songs + review.song, likingOf(review))
  const values = matrix.values.slice()
  for (let user = 0; user < matrix.users; user++) {
    for (let at = matrix.rowStart[user]; at < matrix.rowStart[user + 1]; at++) {
      values[at] = interactionValue(values[at], liking.get(user * matrix.songs + matrix.columns[at]) ?? null)
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
  return {
    ...data,
    reviews: [],
    plays: {
      user: Uint32Array.from([...plays.user, ...only.map(review => review.user)]),
      song: Uint32Array.from([...plays.song, ...only.map(review => review.song)]),
      count: Float32Array.from([...plays.count, ...only.map(() => 1)]),
    },
  }
}

function rowsWhere(count: number, keep: (row: number) => boolean): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => i).filter(keep)
}
