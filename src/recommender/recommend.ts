import { candidateMaker } from './candidates.js'
import { FEATURES, featureRows } from './features.js'
import type { FittedModels } from './fit.js'
import type { Listener } from './listener.js'
import { type Mlp, scoreRows } from './ranker/mlp.js'
import type { SongBeliefs } from './song-beliefs.js'

/** The candidates of one listener in the ranker's order. */
export interface RankedCandidates {
  /** Song indices, best first; equal scores by index. */
  readonly songs: Uint32Array
  readonly scores: Float32Array
  /** The features of the song at a position, from 0. */
  featuresAt(position: number): Float32Array
}

/** @param excluded by song index: 1 for songs that must not be shown */
export type Recommend = (listener: Listener, beliefs: SongBeliefs, excluded: Uint8Array) => RankedCandidates

/** Ranks the candidates of one listener at a time. */
export function recommender(models: FittedModels, ranker: Mlp = models.ranker): Recommend {
  const candidatesFor = candidateMaker(models)
  return (listener, beliefs, excluded) => {
    const candidates = candidatesFor(listener, excluded)
    const rows = featureRows(models, beliefs, listener, candidates)
    const scores = scoreRows(ranker, rows, candidates.songs.length)
    const order = Uint32Array.from(scores.keys()).sort((a, b) => scores[b] - scores[a] || a - b)
    return {
      songs: order.map(at => candidates.songs[at]),
      scores: Float32Array.from(order, at => scores[at]),
      featuresAt: position => rows.subarray(order[position] * FEATURES.length, (order[position] + 1) * FEATURES.length),
    }
  }
}

/** What `recommender` takes as `excluded`. */
export function songMask(songs: number, excluded: Iterable<number>): Uint8Array {
  const mask = new Uint8Array(songs)
  for (const song of excluded) mask[song] = 1
  return mask
}
