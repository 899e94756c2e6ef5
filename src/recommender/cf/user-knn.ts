import { type InteractionMatrix, row, transpose } from '../interactions.js'
import type { Scorer } from './scorer.js'

export interface UserKnnHyperparameters {
  /** q ≥ 1: the cosine is raised to it, so that near neighbours count for more. */
  readonly locality: number
}

/** User-based nearest neighbours for implicit feedback, all neighbours kept. */
export interface UserKnnModel extends UserKnnHyperparameters {
  /** Users × songs: ln(1 + plays), each row divided by its Euclidean norm. */
  readonly normalized: InteractionMatrix
}

/** The exponent that BENCHMARKS has; plain cosine drowns the neighbours in the crowd. */
export const USER_KNN_DEFAULTS: UserKnnHyperparameters = { locality: 3 }

/**
 * Score of song j for user u: Σ over users v of cos(u, v)^q · r_vj, with r the rows of unit length of ln(1 + plays).
 * @see Herlocker, Konstan, Borchers, Riedl, SIGIR 1999; the exponent: Aiolli, RecSys 2013
 */
export function fitUserKnn(matrix: InteractionMatrix, hyperparameters: UserKnnHyperparameters): UserKnnModel {
  const values = new Float32Array(matrix.values.length)
  for (let user = 0; user < matrix.users; user++)
    values.set(unitLength(row(matrix, user).values), matrix.rowStart[user])
  return { ...hyperparameters, normalized: { ...matrix, values } }
}

/** A training user is a neighbour of their own, which moves no song that they do not know. */
export function userKnnScorer({ normalized, locality }: UserKnnModel): Scorer {
  const listeners = transpose(normalized)
  const cosines = new Float64Array(normalized.users)
  return {
    score({ songs, values }, out = new Float32Array(normalized.songs)) {
      const x = unitLength(values)
      cosines.fill(0)
      songs.forEach((song, at) => {
        for (let e = listeners.rowStart[song]; e < listeners.rowStart[song + 1]; e++)
          cosines[listeners.columns[e]] += x[at] * listeners.values[e]
      })
      out.fill(0)
      for (let user = 0; user < normalized.users; user++) {
        if (cosines[user] === 0) continue
        const weight = cosines[user] ** locality
        for (let e = normalized.rowStart[user]; e < normalized.rowStart[user + 1]; e++)
          out[normalized.columns[e]] += weight * normalized.values[e]
      }
      return out
    },
  }
}

function unitLength(plays: Float32Array): Float32Array {
  const logs = plays.map(Math.log1p)
  let squares = 0
  for (const value of logs) squares += value * value
  return logs.map(value => value / Math.sqrt(squares))
}
