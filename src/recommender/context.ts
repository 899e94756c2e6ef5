import { itemKnnScorer } from './cf/item-knn.js'
import type { Scorer } from './cf/scorer.js'
import { SESSION_DEFAULTS, type SessionModel, sessionScorer } from './cf/session.js'
import type { FittedModels } from './fit.js'
import { songVector } from './interactions.js'
import type { SongSequence } from './sequences.js'

/** What a present session is read by. */
export interface ContextModel {
  readonly session: SessionModel
  /** What the session's score of 1 adds to a song's score, in deviations of the list's scores; > 0. */
  readonly weight: number
  /** What the hour's score of 1 adds, in the same unit; ≥ 0. Absent in models of before it was looked at: 0. */
  readonly hourWeight?: number
}

/** Where no validation part tells better: the best session weighs as much as one deviation of everything else. */
export const DEFAULT_CONTEXT_WEIGHT = 1

/** Of a session's songs the last that count: what is further back weighs next to nothing. */
export const MOST_RECENT = 50

/**
 * Scores all songs by a present session, ≥ 0, in deviations of the list's scores: the session model's score times its
 * weight. A model that knows no times has Σ over the session's songs i of decay^(steps from i to the last) · cosine(i, j)
 * in its place, over the greatest of them outside the session, by who plays the songs.
 */
export function contextScorer({ context, itemKnn }: FittedModels): (recent: SongSequence) => Float32Array {
  if (context) {
    const score = sessionScorer(context.session)
    return recent => Float32Array.from(score(recent), value => context.weight * value)
  }
  // Made when it is first asked for: it holds the interactions once more, and most recommenders are never told a session.
  let scorer: Scorer | null = null
  return ({ songs, steps }) => {
    scorer ??= itemKnnScorer(itemKnn)
    const last = steps[steps.length - 1]
    // The scorer takes ln(1 + value).
    const weights = Array.from(steps, step => Math.expm1(SESSION_DEFAULTS.decay ** (last - step)))
    const scores = scorer.score(songVector(weights.map((weight, i) => [songs[i], weight])))
    const inSession = new Set(songs)
    const greatest = scores.reduce((most, score, song) => (score > most && !inSession.has(song) ? score : most), 0)
    return greatest > 0 ? scores.map(score => (DEFAULT_CONTEXT_WEIGHT * score) / greatest) : scores.fill(0)
  }
}
