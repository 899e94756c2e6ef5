import type { Scorer } from './cf/scorer.js'
import { type CsrRows, type InteractionMatrix, interactionMatrix, type SongVector } from './interactions.js'
import { topK } from './top.js'

/**
 * Weighted tokens of songs, of whatever kind: songs × tokens, columns ascending; each row has length 1 in the sense of L2,
 * or is empty.
 */
export interface SongTokens extends CsrRows {
  /** By column. */
  readonly tokens: ArrayLike<unknown>
}

/** A history's tokens: the sum of its songs' rows, each weighted by ln(1 + value); length tokens. */
export function tokenProfile({ tokens, rowStart, columns, values }: SongTokens, history: SongVector): Float32Array {
  const profile = new Float32Array(tokens.length)
  history.songs.forEach((song, i) => {
    const weight = Math.log1p(history.values[i])
    for (let at = rowStart[song]; at < rowStart[song + 1]; at++) profile[columns[at]] += weight * values[at]
  })
  return profile
}

/** Scores a song by the product of its tokens with the history's (`tokenProfile`). */
export function tokenScorer(model: SongTokens): Scorer {
  const { rowStart, columns, values } = model
  const songs = rowStart.length - 1
  return {
    score(history: SongVector, out = new Float32Array(songs)) {
      const profile = tokenProfile(model, history)
      for (let song = 0, at = 0; song < songs; song++) {
        let sum = 0
        for (const end = rowStart[song + 1]; at < end; at++) sum += profile[columns[at]] * values[at]
        out[song] = sum
      }
      return out
    },
  }
}

/**
 * The tokens of the most songs as rows of the songs that have them, each weight times `weight`: what `fitEase` takes.
 * @param most how many at most; of equal ones the lower columns
 */
export function traitRows(
  { tokens, rowStart, columns, values }: SongTokens,
  most: number,
  weight: number,
): InteractionMatrix {
  const songs = rowStart.length - 1
  const songsWith = new Float32Array(tokens.length)
  for (const column of columns) songsWith[column]++
  const chosen = topK(songsWith, most)
  const rowOf = new Int32Array(tokens.length).fill(-1)
  chosen.forEach((column, i) => {
    rowOf[column] = i
  })
  const [row, song, value]: number[][] = [[], [], []]
  for (let s = 0; s < songs; s++) {
    for (let at = rowStart[s]; at < rowStart[s + 1]; at++) {
      if (rowOf[columns[at]] < 0) continue
      row.push(rowOf[columns[at]])
      song.push(s)
      value.push(weight * values[at])
    }
  }
  return interactionMatrix(chosen.length, songs, row, song, value)
}

/** Cosine of two songs' tokens, in [0, 1]. */
export function tokenCosine({ rowStart, columns, values }: SongTokens, a: number, b: number): number {
  let sum = 0
  let at = rowStart[a]
  let bt = rowStart[b]
  while (at < rowStart[a + 1] && bt < rowStart[b + 1]) {
    if (columns[at] === columns[bt]) sum += values[at] * values[bt]
    if (columns[at] <= columns[bt]) at++
    else bt++
  }
  return sum
}
