import { OperatorError } from '../../domain/errors.js'
import { interactionsOf } from '../../recommender/interactions.js'
import type { ColdSongListener } from '../../recommender/text/cold-song-parts.js'
import { coldSongScorer } from '../../recommender/text/cold-song-scores.js'
import { type ColdRule, type ColdSplit, judgedListeners } from '../../recommender/text/cold-split.js'
import { fnv1a } from '../hash.js'
import { auc } from '../metrics/auc.js'
import { type EvaluationReport, reportOf } from '../report.js'

/** A song in five is cold, half of its reviews are visible; by hash, so that every system is judged on the same. */
export const COLD_BY_HASH: ColdRule = {
  isCold: songId => fnv1a(songId) % 5 === 0,
  isVisible: (userId, songId) => fnv1a(`${userId}\t${songId}`) % 2 === 0,
}

/** Fits on the train part; then scores all cold songs for a user. */
export type ColdFit = (split: ColdSplit, seed: number) => (listener: ColdSongListener) => Float64Array

const MODELS: Readonly<Record<string, ColdFit>> = {
  /** What little is known: how many wrote of it. */
  popularity: ({ cold }) => {
    const counts = Float64Array.from(cold, ({ reviews }) => reviews.length)
    return () => counts
  },
  content: ({ train, cold }, seed) => coldSongScorer(train, cold, seed),
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
  const listeners = judgedListeners(split)
  if (listeners.length === 0) throw new OperatorError('nobody turned to a cold song in these data; use more data')
  const metrics: Record<string, { auc: number }> = {}
  let finalScores: Float64Array[] = []
  for (const [index, name] of names.entries()) {
    onProgress(name, index / names.length)
    const scorer = MODELS[name](split, seed)
    finalScores = listeners.map(listener => scorer(listener))
    let sum = 0
    for (const [i, { user }] of listeners.entries()) sum += aucOf(finalScores[i], positives[user], known[user])
    metrics[name] = { auc: sum / listeners.length }
  }
  const size = {
    users: listeners.length,
    songs: cold.length,
    train: interactionsOf(train).columns.length,
    test: positives.reduce((pairs, songs) => pairs + songs.length, 0),
  }
  return {
    report: reportOf('cold-songs', size, metrics, started),
    users: Uint32Array.from(listeners, ({ user }) => user),
    finalScores,
  }
}

function aucOf(scores: Float64Array, positives: Uint32Array, known: ReadonlySet<number>): number {
  const ranked = Array.from(scores.keys()).filter(song => !known.has(song))
  const wanted = new Set(positives)
  return auc(
    Float64Array.from(ranked, song => scores[song]),
    ranked.map(song => wanted.has(song)),
  )
}
