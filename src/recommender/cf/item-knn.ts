import { type InteractionMatrix, transpose } from '../interactions.js'
import type { Scorer } from './scorer.js'

/** Item-based nearest neighbours, all neighbours kept. */
export interface ItemKnnModel {
  /** Users × songs: log(1 + plays), each column divided by its Euclidean norm. */
  readonly normalized: InteractionMatrix
}

/**
 * With R the log(1 + plays) of users × songs and D its column norms on the diagonal, R̂ = R D⁻¹, so that R̂ᵀ R̂ holds
 * the cosine of every two songs.
 * @see Sarwar, Karypis, Konstan, Riedl, WWW 2001
 */
export function fitItemKnn(matrix: InteractionMatrix): ItemKnnModel {
  const values = matrix.values.map(Math.log1p)
  const norms = new Float64Array(matrix.songs)
  for (let i = 0; i < values.length; i++) norms[matrix.columns[i]] += values[i] ** 2
  for (let i = 0; i < values.length; i++) values[i] /= Math.sqrt(norms[matrix.columns[i]])
  return { normalized: { ...matrix, values } }
}

/**
 * Score of song j: Σ over the history's songs i of cosine(i, j) · log(1 + plays of i).
 * The songs × songs similarities are never made: scores = R̂ᵀ (R̂ x), two sparse products per user.
 */
export function itemKnnScorer({ normalized }: ItemKnnModel): Scorer {
  const listeners = transpose(normalized)
  const affinity = new Float64Array(normalized.users)
  return {
    score({ songs, values }, out = new Float32Array(normalized.songs)) {
      const { users, rowStart, columns, values: weights } = normalized
      affinity.fill(0)
      for (let i = 0; i < songs.length; i++) {
        const x = Math.log1p(values[i])
        const end = listeners.rowStart[songs[i] + 1]
        for (let e = listeners.rowStart[songs[i]]; e < end; e++)
          affinity[listeners.columns[e]] += x * listeners.values[e]
      }
      out.fill(0)
      for (let u = 0; u < users; u++) {
        const w = affinity[u]
        if (w === 0) continue
        const end = rowStart[u + 1]
        for (let e = rowStart[u]; e < end; e++) out[columns[e]] += w * weights[e]
      }
      return out
    },
  }
}

/**
 * Finds, for one song at a time, its cosine with each song of `others`, in [0, 1]. The song's listeners are laid out once
 * for all of the others.
 */
export function songCosines({ normalized }: ItemKnnModel): (song: number, others: ArrayLike<number>) => Float64Array {
  const listeners = transpose(normalized)
  const weights = new Float32Array(normalized.users)
  return (song, others) => {
    const [from, to] = [listeners.rowStart[song], listeners.rowStart[song + 1]]
    for (let at = from; at < to; at++) weights[listeners.columns[at]] = listeners.values[at]
    const cosines = Float64Array.from(others, other => {
      let sum = 0
      const end = listeners.rowStart[other + 1]
      for (let at = listeners.rowStart[other]; at < end; at++)
        sum += weights[listeners.columns[at]] * listeners.values[at]
      return sum
    })
    for (let at = from; at < to; at++) weights[listeners.columns[at]] = 0
    return cosines
  }
}
