import { type InteractionMatrix, transpose } from '../interactions.js'
import type { Scorer } from './scorer.js'

export interface AsymmetricHyperparameters {
  /** α in [0, 1]: the candidate's part in the normalisation; ½ is the cosine. */
  readonly alpha: number
  /** q ≥ 1, locality: the similarity is raised to it, so that near neighbours count for more. */
  readonly locality: number
}

export interface AsymmetricModel extends AsymmetricHyperparameters {
  /** Users × songs; only who played what counts. */
  readonly played: InteractionMatrix
}

/** The setting that won the Million Song Dataset Challenge, but for its q. */
export const ASYMMETRIC_DEFAULTS: AsymmetricHyperparameters = { alpha: 0.15, locality: 1 }

/**
 * Item-based neighbours by asymmetric cosine on binary data: with c_ij users who played both i and j, and n_i who played i,
 * the score of song i is Σ over the history's songs j of (c_ij / (n_i^α · n_j^(1−α)))^q.
 * @see Aiolli, Efficient top-N recommendation for very large scale binary rated datasets, RecSys 2013
 */
export function fitAsymmetric(played: InteractionMatrix, hyperparameters: AsymmetricHyperparameters): AsymmetricModel {
  return { ...hyperparameters, played }
}

/** All 0 for an empty history. */
export function asymmetricScorer({ played, alpha, locality }: AsymmetricModel): Scorer {
  const listeners = transpose(played)
  const counts = Float64Array.from(
    { length: played.songs },
    (_, i) => listeners.rowStart[i + 1] - listeners.rowStart[i],
  )
  const asCandidate = counts.map(count => count ** (-alpha * locality))
  const asKnown = counts.map(count => count ** ((alpha - 1) * locality))
  const common = new Float64Array(played.songs)
  return {
    score({ songs }, out = new Float32Array(played.songs)) {
      out.fill(0)
      for (const song of songs) {
        // The songs that share a listener with this one, each once.
        const touched: number[] = []
        for (let e = listeners.rowStart[song]; e < listeners.rowStart[song + 1]; e++) {
          const user = listeners.columns[e]
          for (let at = played.rowStart[user]; at < played.rowStart[user + 1]; at++) {
            const other = played.columns[at]
            if (common[other]++ === 0) touched.push(other)
          }
        }
        for (const other of touched) {
          out[other] += common[other] ** locality * asKnown[song]
          common[other] = 0
        }
      }
      for (let i = 0; i < out.length; i++) if (out[i] !== 0) out[i] *= asCandidate[i]
      return out
    },
  }
}
