import type { TrainingData } from '../domain/training-data.js'
import type { Scorer } from '../recommender/cf/scorer.js'
import type { SlowFits } from '../recommender/fit-sources.js'
import { type InteractionMatrix, row } from '../recommender/interactions.js'
import type { BackendName } from '../recommender/ranker/tensorflow.js'
import type { Wishes } from '../recommender/recommend.js'
import { type Ranked, ranked } from '../recommender/top.js'

/** One user's list. */
export interface UserList extends Ranked {
  /** What the ranker chose from, best first; only where it ranks less than the whole catalogue. */
  readonly candidates?: Uint32Array
}

/** A fitted model as a protocol sees it. Users and songs are indices of the data it was fitted on. */
export interface Recommender {
  /** The best `k` songs for the user, best first, never one of the user's train songs. */
  rank(user: number, k: number): UserList
}

export interface FitOptions {
  readonly seed: number
  /** What trains a network; null chooses. */
  readonly tfBackend: BackendName | null
  /** What is asked of lists, of models that serve such wishes; left out: nothing. */
  readonly wishes?: Wishes
  readonly slowFits?: SlowFits
  /** @param done share of the fit, in [0, 1] */
  readonly onProgress: (done: number) => void
}

/** Fits one model of BENCHMARKS. It sees nothing but the train part. */
export type Fit = (train: TrainingData, options: FitOptions) => Promise<Recommender>

/** Ranks the whole catalogue by a scorer's scores. */
export function scorerRecommender(matrix: InteractionMatrix, scorer: Scorer): Recommender {
  const scores = new Float32Array(matrix.songs)
  return {
    rank(user, k) {
      const history = row(matrix, user)
      const known = new Set(history.songs)
      return ranked(scorer.score(history, scores), k, song => known.has(song))
    },
  }
}
