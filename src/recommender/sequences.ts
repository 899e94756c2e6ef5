import type { TrainingData } from '../domain/training-data.js'

/** What one user turned to, in the order of time. */
export interface SongSequence {
  /** Song indices, distinct. */
  readonly songs: Uint32Array
  /** Of each the number of its moment among the user's, from 0, not descending: songs of one moment share it. */
  readonly steps: Uint32Array
}

/** One for each user, in their order. */
export type Sequences = readonly SongSequence[]

/** When a user turned to a song: the last of its plays and its review; in ms since 1970, NaN where nothing tells. */
export interface Moment {
  readonly song: number
  readonly at: number
}

/** Of each user, all songs, earliest first; those of unknown time before all others. Equal times are in order of index. */
export function momentsOf({ userIds, plays, reviews }: TrainingData): Moment[][] {
  const latest = userIds.map(() => new Map<number, number>())
  const note = (user: number, song: number, at: number) => {
    const known = latest[user].get(song)
    if (known === undefined || Number.isNaN(known) || at > known) latest[user].set(song, at)
  }
  for (let i = 0; i < plays.user.length; i++) note(plays.user[i], plays.song[i], plays.lastPlayedAt?.[i] ?? Number.NaN)
  for (const { user, song, at } of reviews) note(user, song, at ?? Number.NaN)
  return latest.map(moments =>
    [...moments].map(([song, at]) => ({ song, at })).sort((a, b) => compared(a.at, b.at) || a.song - b.song),
  )
}

export function sequencesOf(data: TrainingData): Sequences {
  return momentsOf(data).map(moments => {
    let step = -1
    let before: number | null = null
    const steps = moments.map(({ at }) => {
      if (before === null || !Object.is(before, at)) step++
      before = at
      return step
    })
    return { songs: Uint32Array.from(moments, ({ song }) => song), steps: Uint32Array.from(steps) }
  })
}

/** NaN first; 0 for equals. */
function compared(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a))
  return a - b
}
