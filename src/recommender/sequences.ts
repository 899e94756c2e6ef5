import type { TrainingData } from '../domain/training-data.js'

/** What one user turned to, in the order of time. */
export interface SongSequence {
  /** Song indices, distinct. */
  readonly songs: Uint32Array
  /** Of each the number of its moment among the user's, from 0, not descending: songs of one moment share it. */
  readonly steps: Uint32Array
}

export type Sequences = readonly SongSequence[]

/** When a user turned to a song: the last of its plays and its review; in ms since 1970, NaN where nothing tells. */
export interface Moment {
  readonly song: number
  readonly at: number
}

/** Of a user all songs, earliest first; those of unknown time before all others. Equal times are in order of index. */
export function momentsOf({ userIds, plays, reviews }: TrainingData): (user: number) => Moment[] {
  const playsOf = byUser(userIds.length, plays.user)
  const reviewsOf = byUser(
    userIds.length,
    Uint32Array.from(reviews, review => review.user),
  )
  return user => {
    const latest = new Map<number, number>()
    const note = (song: number, at: number) => {
      const known = latest.get(song)
      if (known === undefined || Number.isNaN(known) || at > known) latest.set(song, at)
    }
    for (const row of playsOf(user)) note(plays.song[row], plays.lastPlayedAt?.[row] ?? Number.NaN)
    for (const row of reviewsOf(user)) note(reviews[row].song, reviews[row].at ?? Number.NaN)
    return [...latest].map(([song, at]) => ({ song, at })).sort((a, b) => compared(a.at, b.at) || a.song - b.song)
  }
}

/** Whether any time is known. */
export function hasTimes({ plays, reviews }: TrainingData): boolean {
  return plays.lastPlayedAt?.some(isKnown) === true || reviews.some(({ at }) => at !== undefined)
}

function isKnown(at: number): boolean {
  return !Number.isNaN(at)
}

/** One for each user, in their order. */
export function sequencesOf(data: TrainingData): Sequences {
  const moments = momentsOf(data)
  return data.userIds.map((_, user) => sequenceOf(moments(user)))
}

/** @param moments earliest first */
export function sequenceOf(moments: readonly Moment[]): SongSequence {
  let step = -1
  let before: number | null = null
  const steps = moments.map(({ at }) => {
    if (before === null || !Object.is(before, at)) step++
    before = at
    return step
  })
  return { songs: Uint32Array.from(moments, ({ song }) => song), steps: Uint32Array.from(steps) }
}

/** A sequence keeps this many of its last songs. */
const LONGEST = 200
/** Songs of all sequences kept: 8 bytes of a model for each. */
const MOST_KEPT = 2_000_000

/**
 * What a session model learns from: of each user the songs of known time, at most the last `longest`; those of the user who
 * was last active come last. Where they would hold more than `most` songs, the least recently active users are left out.
 * Empty where no time is known.
 */
export function timedSequences(data: TrainingData, longest = LONGEST, most = MOST_KEPT): Sequences {
  const { userIds } = data
  if (!hasTimes(data)) return []
  const moments = momentsOf(data)
  const timed = userIds.flatMap((_, user) => {
    const known = moments(user).filter(({ at }) => isKnown(at))
    return known.length === 0 ? [] : { at: known[known.length - 1].at, sequence: sequenceOf(known.slice(-longest)) }
  })
  const latestFirst = timed.sort((a, b) => a.at - b.at).reverse()
  let size = 0
  const kept = latestFirst.filter(({ sequence }) => {
    size += sequence.songs.length
    return size <= most
  })
  return kept.reverse().map(({ sequence }) => sequence)
}

/** Rows of each user, in their order. */
function byUser(users: number, userOf: Uint32Array): (user: number) => Uint32Array {
  const start = new Uint32Array(users + 1)
  for (const user of userOf) start[user + 1]++
  for (let user = 0; user < users; user++) start[user + 1] += start[user]
  const next = start.slice(0, users)
  const rows = new Uint32Array(userOf.length)
  userOf.forEach((user, row) => {
    rows[next[user]++] = row
  })
  return user => rows.subarray(start[user], start[user + 1])
}

/** NaN first; 0 for equals. */
function compared(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a))
  return a - b
}
