import type { TrainingData } from '../../domain/training-data.js'
import { interactionsOf, row } from '../interactions.js'
import { inOrderOfId, selected } from '../reindex.js'
import type { ColdSong, ColdSongListener } from './cold-song-parts.js'
import { textsBy } from './text-model.js'

/** Data in which some songs are new: nobody played them, and of their reviews some are there to be read. */
export interface ColdSplit {
  /** Without any interaction of a cold song. */
  readonly train: TrainingData
  /** Those with at least one visible review. */
  readonly cold: readonly ColdSong[]
  /** Of each user of `train`: positions in `cold` of the songs that they turned to, ascending. */
  readonly positives: readonly Uint32Array[]
  /** Of each user: those whose visible review is theirs, which are not ranked for them. */
  readonly known: readonly ReadonlySet<number>[]
}

/** Whether a song is cold, and whether a review of a cold song is visible. */
export interface ColdRule {
  isCold(songId: string): boolean
  isVisible(userId: string, songId: string): boolean
}

export function coldSplit(data: TrainingData, rule: ColdRule): ColdSplit {
  const all = inOrderOfId(data)
  const { userIds, songs, reviews } = all
  const isCold = songs.map(({ id }) => rule.isCold(id))
  const isVisible = (user: number, song: number) => rule.isVisible(userIds[user], songs[song].id)
  const visible = new Map<number, Uint32Array[]>()
  for (const { user, song, terms } of reviews) {
    if (!isCold[song] || !terms || !isVisible(user, song)) continue
    visible.set(song, [...(visible.get(song) ?? []), terms])
  }
  const coldSongs = [...visible.keys()].sort((a, b) => a - b)
  const position = new Map(coldSongs.map((song, index) => [song, index]))
  const matrix = interactionsOf(all)
  const known = userIds.map(() => new Set<number>())
  for (const { user, song } of reviews) {
    const at = position.get(song)
    if (at !== undefined && isVisible(user, song)) known[user].add(at)
  }
  return {
    train: selected(
      all,
      [...userIds.keys()],
      [...songs.keys()].filter(song => !isCold[song]),
    ),
    cold: coldSongs.map(song => ({ song: songs[song], reviews: visible.get(song) ?? [] })),
    positives: userIds.map((_, user) =>
      row(matrix, user)
        .songs.filter(song => position.has(song) && !known[user].has(position.get(song) ?? -1))
        .map(song => position.get(song) ?? -1),
    ),
    known,
  }
}

/** Those who turned to a cold song, and not to all that are ranked for them: the others' lists tell nothing. */
export function judgedListeners({ train, cold, positives, known }: ColdSplit): (ColdSongListener & { user: number })[] {
  const matrix = interactionsOf(train)
  const written = textsBy(
    matrix.users,
    train.reviews.map(({ user, terms }) => ({ row: user, terms })),
  )
  return [...positives.keys()]
    .filter(user => positives[user].length > 0 && positives[user].length + known[user].size < cold.length)
    .map(user => ({ user, history: row(matrix, user), written: written[user] }))
}
