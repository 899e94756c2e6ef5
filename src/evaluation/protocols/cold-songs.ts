import { OperatorError } from '../../domain/errors.js'
import type { TrainingData } from '../../domain/training-data.js'
import { interactionsOf, row } from '../../recommender/interactions.js'
import { type ColdSong, type ColdSongListener, coldSongScorer } from '../../recommender/text/cold-song-scores.js'
import { fitColdSongs } from '../../recommender/text/cold-songs.js'
import { textsBy } from '../../recommender/text/text-model.js'
import { fnv1a } from '../hash.js'
import { auc } from '../metrics/auc.js'
import { inOrderOfId, selected } from '../reindex.js'
import { type EvaluationReport, reportOf } from '../report.js'

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

/** A song in five is cold, half of its reviews are visible; by hash, so that every system is judged on the same. */
export const COLD_BY_HASH: ColdRule = {
  isCold: songId => fnv1a(songId) % 5 === 0,
  isVisible: (userId, songId) => fnv1a(`${userId}\t${songId}`) % 2 === 0,
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

/** Fits on the train part; then scores all cold songs for a user. */
export type ColdFit = (split: ColdSplit, seed: number) => (listener: ColdSongListener) => Float64Array

const MODELS: Readonly<Record<string, ColdFit>> = {
  /** What little is known: how many wrote of it. */
  popularity: ({ cold }) => {
    const counts = Float64Array.from(cold, ({ reviews }) => reviews.length)
    return () => counts
  },
  content: ({ train, cold }, seed) => coldSongScorer(fitColdSongs(train, seed), cold),
}
export const COLD_MODEL_NAMES: readonly string[] = Object.keys(MODELS)

export interface ColdEvaluation {
  readonly report: EvaluationReport
  /** Users with a positive, and for each the scores of all cold songs by the last model. */
  readonly users: Uint32Array
  readonly finalScores: readonly Float64Array[]
}

/**
 * AUC of each user with a cold song that they turned to: how often it scores above one that they did not. Mean over users.
 * @throws OperatorError if nobody can be judged
 */
export function evaluateColdSongs(
  split: ColdSplit,
  names: readonly string[],
  seed: number,
  onProgress: (step: string, done: number) => void,
): ColdEvaluation {
  const started = performance.now()
  const { train, cold, positives, known } = split
  const users = Uint32Array.from(positives.keys()).filter(
    user => positives[user].length > 0 && positives[user].length + known[user].size < cold.length,
  )
  if (users.length === 0) throw new OperatorError('nobody turned to a cold song in these data; use more data')
  const matrix = interactionsOf(train)
  const written = textsBy(
    matrix.users,
    train.reviews.map(({ user, terms }) => ({ row: user, terms })),
  )
  const metrics: Record<string, { auc: number }> = {}
  let finalScores: Float64Array[] = []
  for (const [index, name] of names.entries()) {
    onProgress(name, index / names.length)
    const scorer = MODELS[name](split, seed)
    finalScores = Array.from(users, user => scorer({ history: row(matrix, user), written: written[user] }).slice())
    let sum = 0
    for (const [i, user] of users.entries()) sum += aucOf(finalScores[i], positives[user], known[user])
    metrics[name] = { auc: sum / users.length }
  }
  const size = {
    users: users.length,
    songs: cold.length,
    train: matrix.columns.length,
    test: positives.reduce((pairs, songs) => pairs + songs.length, 0),
  }
  return { report: reportOf('cold-songs', size, metrics, started), users, finalScores }
}

function aucOf(scores: Float64Array, positives: Uint32Array, known: ReadonlySet<number>): number {
  const ranked = Array.from(scores.keys()).filter(song => !known.has(song))
  const wanted = new Set(positives)
  return auc(
    Float64Array.from(ranked, song => scores[song]),
    ranked.map(song => wanted.has(song)),
  )
}
