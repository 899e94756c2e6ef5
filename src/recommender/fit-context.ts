import type { TrainingData } from '../domain/training-data.js'
import { fitSession, SESSION_DEFAULTS, type SessionModel } from './cf/session.js'
import { MOST_RECENT } from './context.js'
import { momentsOf, type SongSequence, sequenceOf, timedSequences } from './sequences.js'

/** Null where no time is known. */
export function fitSessionOf(data: TrainingData): SessionModel | null {
  const sequences = timedSequences(data)
  return sequences.length === 0 ? null : fitSession(sequences, data.songs.length, SESSION_DEFAULTS)
}

/** Of a user the last songs of known time, as a present session. */
export function recentOf(data: TrainingData): (user: number) => SongSequence {
  const moments = momentsOf(data)
  return user =>
    sequenceOf(
      moments(user)
        .filter(({ at }) => !Number.isNaN(at))
        .slice(-MOST_RECENT),
    )
}
