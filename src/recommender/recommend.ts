import { type Candidates, candidateMaker } from './candidates.js'
import { FEATURES, featureRows, type Listener } from './features.js'
import type { FittedModels } from './fit.js'
import { type Mlp, scoreRows } from './ranker/mlp.js'
import type { SongBeliefs } from './song-beliefs.js'

/** The candidates of one listener in the ranker's order. */
export interface RankedCandidates {
  /** Song indices, best first; equal scores by index. */
  readonly songs: Uint32Array
  readonly scores: Float32Array
  /** The features of each, in the same order: songs × FEATURES. */
  readonly rows: Float32Array
}

/** @returns ranks the candidates of one listener at a time, leaving out the `excluded` songs */
export function recommender(
  models: FittedModels,
  ranker: Mlp = models.ranker,
): (listener: Listener, beliefs: SongBeliefs, excluded: (song: number) => boolean) => RankedCandidates {
  const candidatesFor = candidateMaker(models)
  return (listener, beliefs, excluded) => {
    const candidates = candidatesFor(listener.history, excluded)
    return inOrder(candidates, featureRows(models, beliefs, listener, candidates), ranker)
  }
}

function inOrder({ songs }: Candidates, rows: Float32Array, ranker: Mlp): RankedCandidates {
  const width = FEATURES.length
  const scores = scoreRows(ranker, rows, songs.length)
  const order = Uint32Array.from(songs.keys()).sort((a, b) => scores[b] - scores[a] || a - b)
  const sorted = new Float32Array(rows.length)
  for (const [to, from] of order.entries()) sorted.set(rows.subarray(from * width, (from + 1) * width), to * width)
  return { songs: order.map(at => songs[at]), scores: Float32Array.from(order, at => scores[at]), rows: sorted }
}
