import type { Song } from './song.js'

/**
 * All that a training or an evaluation learns from, in columns, so that it passes to a worker without copies.
 * Users and songs are rows of `userIds` and `songs` (dense indices); ids are distinct.
 */
export interface TrainingData {
  readonly userIds: readonly string[]
  readonly songs: readonly Song[]
  readonly plays: PlayColumns
  readonly reviews: readonly TrainingReview[]
  readonly tags: TagColumns
}

/** One row per (user, song) pair, each pair at most once, in no particular order. */
export interface PlayColumns {
  readonly user: Uint32Array
  readonly song: Uint32Array
  /** Plays, ≥ 1. */
  readonly count: Float32Array
  /** When the last of them was, in ms since 1970; NaN where unknown. Absent where nothing is learnt from times. */
  readonly lastPlayedAt?: Float64Array
}

/** One row per assignment of a tag to a song by a user. */
export interface TagColumns {
  readonly user: Uint32Array
  readonly song: Uint32Array
  /** Index into `names`. */
  readonly tag: Uint32Array
  readonly names: readonly string[]
}

export interface TrainingReview {
  readonly user: number
  readonly song: number
  readonly rating: number | null
  /** In [-1, 1]. */
  readonly sentiment: number
  /** When it was written, in ms since 1970; absent where unknown, or nothing is learnt from times. */
  readonly at?: number
  /** Hashes of the text's words and pairs of words; absent where nothing is learnt from words. */
  readonly terms?: Uint32Array
  /** On canonical aspects only. */
  readonly opinions: readonly { readonly aspect: string; readonly polarity: number }[]
}
