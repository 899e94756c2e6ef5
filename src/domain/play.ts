/** A report that a user played a song. */
export interface Play {
  readonly userId: string
  readonly songId: string
  /** Plays reported at once, integer 1–1,000,000. */
  readonly count: number
  /** Null where the source has no times. */
  readonly playedAt: Date | null
  /** A repeated event id of the same user is counted once. */
  readonly eventId: string | null
}

/** How often one user played one song, summed over all plays. */
export interface PlayCount {
  readonly userId: string
  readonly songId: string
  /** Plays, integer ≥ 1. */
  readonly count: number
  /** Null where no play of it had a time. */
  readonly lastPlayedAt: Date | null
}

/** That an event id of a user was counted, as a play of that song. */
export interface PlayEvent {
  readonly userId: string
  readonly eventId: string
  readonly songId: string
}
