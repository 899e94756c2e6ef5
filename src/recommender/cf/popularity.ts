import type { InteractionMatrix } from '../interactions.js'
import type { Scorer } from './scorer.js'

export interface PopularityModel {
  /** Number of listeners of each song, length songs. */
  readonly listeners: Float32Array
}

/** Counts listeners, not plays: a few users who repeat one song do not make it popular. */
export function fitPopularity(matrix: InteractionMatrix): PopularityModel {
  const listeners = new Float32Array(matrix.songs)
  for (const song of matrix.columns) listeners[song]++
  return { listeners }
}

/** The same scores for everyone. */
export function popularityScorer(model: PopularityModel): Scorer {
  return {
    score(_history, out = new Float32Array(model.listeners.length)) {
      out.set(model.listeners)
      return out
    },
  }
}
