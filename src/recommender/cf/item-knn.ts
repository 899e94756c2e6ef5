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

/** The cosine of two songs, in [0, 1]. */
export function songCosine({ normalized }: ItemKnnModel): (a: number, b: number) => number {
  const listeners = transpose(normalized)
  return (a, b) => {
    let sum = 0
    let at = listeners.rowStart[a]
    let bt = listeners.rowStart[b]
    while (at < listeners.rowStart[a + 1] && bt < listeners.rowStart[b + 1]) {
      const x = listeners.columns[at]
      const y = listeners.columns[bt]
      if (x === y) sum += listeners.values[at] * listeners.values[bt]
      if (x <= y) at++
      if (y <= x) bt++
    }
    return sum
  }
}
