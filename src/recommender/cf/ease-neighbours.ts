import { row, transpose } from '../interactions.js'
import { headOf } from '../top.js'
import { type EaseHyperparameters, type EaseModel, easeWeights, type SongsEase, type UsersEase } from './ease.js'
import type { Scorer } from './scorer.js'

/** EASE made small and quick enough to serve: of each row of B the entries of greatest magnitude. */
export interface EaseNeighbours extends EaseHyperparameters {
  readonly songs: number
  /** Row i of B, what song i of a history says of others, is the range `rowStart[i]` to `rowStart[i + 1]`. */
  readonly rowStart: Uint32Array
  /** Song indices, in no particular order within a row; never the row's own song. */
  readonly columns: Uint32Array
  readonly values: Float32Array
}

/** Entries of a row. On HetRec's test part 200 rank at .2704 (ndcg@20), 400 at .2731, all of them at .2739. */
export const NEIGHBOURS = 320

/** Columns of B made at a time. */
const CHUNK = 2048

export function easeNeighbours(model: EaseModel, kept = NEIGHBOURS): EaseNeighbours {
  const songs = model.form === 'songs' ? model.songs : model.weights.songs
  const length = Math.min(kept, songs)
  const heads = {
    size: new Uint32Array(songs),
    columns: new Uint32Array(songs * length),
    values: new Float32Array(songs * length),
  }
  for (let from = 0; from < songs; from += CHUNK) {
    const to = Math.min(songs, from + CHUNK)
    const rowOf = model.form === 'songs' ? songsRows(model, from, to) : usersRows(model, from, to)
    for (let song = 0; song < songs; song++) {
      const found = rowOf(song)
      if (found !== null) keepGreatest(heads, song, length, found, from)
    }
  }
  const rowStart = new Uint32Array(songs + 1)
  for (let song = 0; song < songs; song++) rowStart[song + 1] = rowStart[song] + heads.size[song]
  const columns = new Uint32Array(rowStart[songs])
  const values = new Float32Array(rowStart[songs])
  for (let song = 0; song < songs; song++) {
    const at = song * length
    columns.set(heads.columns.subarray(at, at + heads.size[song]), rowStart[song])
    values.set(heads.values.subarray(at, at + heads.size[song]), rowStart[song])
  }
  const { regularization, playExponent } = model
  return { regularization, playExponent, songs, rowStart, columns, values }
}

/** Scores of song j: Σ over the history's songs i of x_i · B_ij, of the entries kept. All 0 for an empty history. */
export function easeNeighboursScorer(model: EaseNeighbours): Scorer {
  const { songs: width, rowStart, columns, values } = model
  return {
    score(history, out = new Float32Array(width)) {
      out.fill(0)
      const x = easeWeights(history.values, model)
      for (let i = 0; i < history.songs.length; i++) {
        const end = rowStart[history.songs[i] + 1]
        for (let at = rowStart[history.songs[i]]; at < end; at++) out[columns[at]] += x[i] * values[at]
      }
      return out
    },
  }
}

/** Gives columns `from` to `to` of a row of B; null for a row of zeros. The same array each time. */
type RowOf = (song: number) => Float32Array | null

function songsRows({ inverse, songs }: SongsEase, from: number, to: number): RowOf {
  const found = new Float32Array(to - from)
  return song => {
    for (let j = from; j < to; j++)
      found[j - from] = j === song ? 0 : -inverse[song * songs + j] / inverse[j * songs + j]
    return found
  }
}

/** B_ij = x_iᵀ K⁻¹ x_j / (λ P_jj) for i ≠ j. */
function usersRows({ weights, inverse, diagonal, regularization }: UsersEase, from: number, to: number): RowOf {
  const { users } = weights
  const bySong = transpose(weights)
  const width = to - from
  // K⁻¹X of these columns, divided by λP, users × width.
  const product = new Float32Array(users * width)
  for (let user = 0; user < users; user++) {
    for (let j = from; j < to; j++) {
      let sum = 0
      for (let e = bySong.rowStart[j]; e < bySong.rowStart[j + 1]; e++)
        sum += inverse[user * users + bySong.columns[e]] * bySong.values[e]
      product[user * width + j - from] = sum / (regularization * diagonal[j])
    }
  }
  const found = new Float32Array(width)
  return song => {
    const { songs: listeners, values } = row(bySong, song)
    if (listeners.length === 0) return null
    found.fill(0)
    for (let i = 0; i < listeners.length; i++) {
      const x = values[i]
      const at = listeners[i] * width
      for (let j = 0; j < width; j++) found[j] += x * product[at + j]
    }
    if (song >= from && song < to) found[song - from] = 0
    return found
  }
}

interface Heads {
  /** Entries kept of each row so far. */
  readonly size: Uint32Array
  readonly columns: Uint32Array
  readonly values: Float32Array
}

/** Merges more columns of a row into those kept. */
function keepGreatest(heads: Heads, song: number, length: number, found: Float32Array, from: number): void {
  const at = song * length
  const size = heads.size[song]
  const columns = heads.columns.slice(at, at + size)
  const values = heads.values.slice(at, at + size)
  const magnitudes = new Float32Array(size + found.length)
  for (let i = 0; i < size; i++) magnitudes[i] = Math.abs(values[i])
  for (let i = 0; i < found.length; i++) magnitudes[size + i] = Math.abs(found[i])
  const chosen = headOf(magnitudes, length, i => magnitudes[i] === 0)
  chosen.forEach((i, position) => {
    heads.columns[at + position] = i < size ? columns[i] : from + i - size
    heads.values[at + position] = i < size ? values[i] : found[i - size]
  })
  heads.size[song] = chosen.length
}
