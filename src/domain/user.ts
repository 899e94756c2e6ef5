/** What the store knows of a user's activity. A user exists while any of it is there. */
export interface User {
  readonly id: string
  /** Plays summed over songs. */
  readonly playCount: number
  /** Songs played. */
  readonly songCount: number
  readonly reviewCount: number
  readonly tagCount: number
}

/** How much of a user was taken away. */
export interface Erasure {
  readonly playCount: number
  readonly songCount: number
  readonly reviewCount: number
  readonly tagCount: number
  readonly taste: boolean
}

/** A user's own tag of a song. */
export interface TagAssignment {
  readonly userId: string
  readonly songId: string
  readonly tag: string
}

/** What the user set by hand; it outranks what was learnt. */
export interface Taste {
  readonly pinned: TasteTargets
  readonly muted: TasteTargets
  /** Aspect name → importance in [0, 1]. */
  readonly aspectImportance: Readonly<Record<string, number>>
}

export interface TasteTargets {
  readonly songs: readonly string[]
  readonly artists: readonly string[]
  readonly genres: readonly string[]
  readonly aspects: readonly string[]
}

const NONE: TasteTargets = { songs: [], artists: [], genres: [], aspects: [] }
export const NO_TASTE: Taste = { pinned: NONE, muted: NONE, aspectImportance: {} }
