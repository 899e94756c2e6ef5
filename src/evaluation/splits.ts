import { BadInputError } from '../domain/errors.js'
import { unnamedSong } from '../domain/song.js'
import type { TrainingData } from '../domain/training-data.js'
import { type InteractionMatrix, interactionMatrix, interactionsOf, row } from '../recommender/interactions.js'
import { inOrderOfId } from '../recommender/reindex.js'
import { withoutPairs } from '../recommender/reviewed-interactions.js'
import { fnv1a } from './hash.js'

/** Data cut into what a model may learn from and what it is judged by. */
export interface Split {
  readonly protocol: string
  /** Without the plays, reviews and tag assignments of every test pair. Songs in order of id. */
  readonly train: TrainingData
  /** Of each user of `train`, the indices of the held-out songs, ascending. */
  readonly test: readonly Uint32Array[]
}

/** A row of a `--train` or `--test` file. */
export interface PlayRow {
  readonly user: string
  readonly song: string
  /** ≥ 1. */
  readonly plays: number
}

/** About one interaction in five is test: those whose `user<TAB>song` has a hash divisible by 5. */
export function topNHash(data: TrainingData): Split {
  const ordered = inOrderOfId(data)
  const { userIds, songs } = ordered
  const isTest = (user: number, song: number) => fnv1a(`${userIds[user]}\t${songs[song].id}`) % 5 === 0
  const matrix = interactionsOf(ordered)
  const test = userIds.map((_, user) => row(matrix, user).songs.filter(song => isTest(user, song)))
  return { protocol: 'top-n-hash', train: withoutPairs(ordered, isTest), test }
}

/**
 * Test pairs as given; the songs to rank are those of the two files. Repeated train rows add up.
 * @param content where metadata of the songs and tag assignments come from; its plays and reviews are left out
 * @throws BadInputError if a pair is in both files: what a user knows is not ranked
 */
export function topNFiles(train: readonly PlayRow[], test: readonly PlayRow[], content: TrainingData | null): Split {
  const rows = [...train, ...test]
  const userIds = [...new Set(rows.map(({ user }) => user))].sort()
  const userIndex = new Map(userIds.map((id, index) => [id, index]))
  const songIds = [...new Set(rows.map(({ song }) => song))].sort()
  const songIndex = new Map(songIds.map((id, index) => [id, index]))
  const known = new Map(content?.songs.map(song => [song.id, song]))
  const indexed = (part: readonly PlayRow[]) =>
    interactionMatrix(
      userIds.length,
      songIds.length,
      part.map(({ user }) => userIndex.get(user) ?? -1),
      part.map(({ song }) => songIndex.get(song) ?? -1),
      part.map(({ plays }) => plays),
    )
  const trainMatrix = indexed(train)
  const testMatrix = indexed(test)
  const heldOut = userIds.map((_, user) => new Set(row(testMatrix, user).songs))
  userIds.forEach((id, user) => {
    const both = row(trainMatrix, user).songs.find(song => heldOut[user].has(song))
    if (both !== undefined)
      throw new BadInputError('test', [id, songIds[both]], 'leave this pair out of one of the files')
  })
  const data: TrainingData = {
    userIds,
    songs: songIds.map(id => known.get(id) ?? unnamedSong(id)),
    plays: playColumns(trainMatrix),
    reviews: [],
    tags: tagsAmong(content, userIndex, songIndex),
  }
  return {
    protocol: 'top-n-files',
    train: withoutPairs(data, (user, song) => heldOut[user].has(song)),
    test: userIds.map((_, user) => row(testMatrix, user).songs),
  }
}

function playColumns(matrix: InteractionMatrix): TrainingData['plays'] {
  const user = new Uint32Array(matrix.columns.length)
  for (let u = 0; u < matrix.users; u++) user.fill(u, matrix.rowStart[u], matrix.rowStart[u + 1])
  return { user, song: matrix.columns, count: matrix.values }
}

function tagsAmong(
  content: TrainingData | null,
  userIndex: ReadonlyMap<string, number>,
  songIndex: ReadonlyMap<string, number>,
): TrainingData['tags'] {
  const user: number[] = []
  const song: number[] = []
  const tag: number[] = []
  content?.tags.user.forEach((contentUser, i) => {
    const u = userIndex.get(content.userIds[contentUser])
    const s = songIndex.get(content.songs[content.tags.song[i]].id)
    if (u === undefined || s === undefined) return
    user.push(u)
    song.push(s)
    tag.push(content.tags.tag[i])
  })
  return {
    user: Uint32Array.from(user),
    song: Uint32Array.from(song),
    tag: Uint32Array.from(tag),
    names: content?.tags.names ?? [],
  }
}
