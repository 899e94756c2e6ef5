import { createHash } from 'node:crypto'
import type { TrainingData } from '../domain/training-data.js'
import type { Compared } from '../evaluation/comparison.js'
import type { TopNEvaluation } from '../evaluation/protocols/top-n.js'
import type { Split } from '../evaluation/splits.js'
import type { Artefact, ShownLists } from '../recommender/artefact.js'
import { interactionsOf, row } from '../recommender/interactions.js'

/** Longer than any cut-off: songs that a user came to know since are passed over. */
const LENGTH = 100

/** What the measured model put first, for the trainings to come. */
export function shownLists(
  { userIds }: TrainingData,
  { users, finalLists }: Pick<TopNEvaluation, 'users' | 'finalLists'>,
): ShownLists {
  const starts = new Uint32Array(users.length + 1)
  const songs = new Uint32Array(users.length * LENGTH)
  for (const [index, list] of finalLists.entries()) {
    const head = list.songs.subarray(0, LENGTH)
    songs.set(head, starts[index])
    starts[index + 1] = starts[index] + head.length
  }
  return {
    users: Array.from(users, user => digestOf(userIds[user])),
    starts,
    songs: songs.slice(0, starts[users.length]),
  }
}

/**
 * The users whom the active model was measured on and the new one too. A pair is held out by a hash of its ids, so those
 * held out now were none that the active model's measured lists were learnt from: docs/decisions/0012-refusal.md.
 */
export function comparedUsers(
  { songIds, shown }: Pick<Artefact, 'songIds' | 'shown'>,
  { train, test }: Split,
  { users, finalLists }: Pick<TopNEvaluation, 'users' | 'finalLists'>,
): Compared[] {
  const position = new Map(shown.users.map((id, index) => [id, index]))
  const indexOf = new Map(train.songs.map(({ id }, index) => [id, index]))
  const history = interactionsOf(train)
  const both: Compared[] = []
  for (const [index, user] of users.entries()) {
    const at = position.get(digestOf(train.userIds[user]))
    if (at === undefined) continue
    const known = new Set(row(history, user).songs)
    const active = Array.from(shown.songs.subarray(shown.starts[at], shown.starts[at + 1]), song =>
      indexOf.get(songIds[song]),
    ).filter((song): song is number => song !== undefined && !known.has(song))
    both.push({
      active: Uint32Array.from(active),
      trained: finalLists[index].songs,
      heldOut: new Set(test[user]),
    })
  }
  return both
}

/** 96 bits: no two users of a store have the same. */
function digestOf(userId: string): string {
  return createHash('sha256').update(userId).digest('base64url').slice(0, 16)
}
