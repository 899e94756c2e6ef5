import { headOf } from '../top.js'
import { type EaseHyperparameters, type EaseModel, easeWeights } from './ease.js'
import { type Stretch, songsRows, usersRows } from './ease-rows.js'
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
const CHUNK = 8192

export function easeNeighbours(model: EaseModel, kept = NEIGHBOURS): EaseNeighbours {
  const songs = model.form === 'songs' ? model.songs : model.weights.songs
  const length = Math.min(kept, songs)
  const heads = {
    size: new Uint32Array(songs),
    columns: new Uint32Array(songs * length),
    values: new Float32Array(songs * length),
    least: new Float32Array(songs),
  }
  const rowsOf = model.form === 'songs' ? songsRows(model, CHUNK) : usersRows(model, CHUNK)
  for (let from = 0; from < songs; from += CHUNK) {
    const to = Math.min(songs, from + CHUNK)
    const rowOf = rowsOf(from, to)
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

interface Heads {
  /** Entries kept of each row so far. */
  readonly size: Uint32Array
  readonly columns: Uint32Array
  readonly values: Float32Array
  /** Least magnitude kept of each row. */
  readonly least: Float32Array
}

/** Merges more columns of a row into those kept. */
function keepGreatest(heads: Heads, song: number, length: number, found: Stretch, from: number): void {
  const at = song * length
  const size = heads.size[song]
  // Once the row is full, only what is greater than its least entry gets in: most often a few columns. Before that, all that is
  // greater than what a sample tells; where that does not fill the row, everything.
  const isFull = size === length
  let positions = found.greaterThan(isFull ? heads.least[song] : probableLeast(found.values, length))
  if (!isFull && positions.length < length) positions = found.greaterThan(0)
  if (positions.length === 0) return
  const columns = heads.columns.slice(at, at + size)
  const values = heads.values.slice(at, at + size)
  const magnitudes = new Float32Array(size + positions.length)
  for (let i = 0; i < size; i++) magnitudes[i] = Math.abs(values[i])
  for (let i = 0; i < positions.length; i++) magnitudes[size + i] = Math.abs(found.values[positions[i]])
  const chosen = headOf(magnitudes, length)
  let smallest = Number.POSITIVE_INFINITY
  for (let place = 0; place < chosen.length; place++) {
    const i = chosen[place]
    const column = i < size ? columns[i] : from + positions[i - size]
    heads.columns[at + place] = column
    heads.values[at + place] = i < size ? values[i] : found.values[column - from]
    smallest = Math.min(smallest, magnitudes[i])
  }
  heads.size[song] = chosen.length
  heads.least[song] = smallest
}

const SAMPLE = 128
/** How many times `length` values a sample aims at, so that fewer than it are seldom found. */
const SURPLUS = 2.5
const sample = new Float32Array(SAMPLE)

/** A magnitude that about SURPLUS · `length` of the values exceed; 0 where there are not many more. */
function probableLeast(values: Float32Array, length: number): number {
  const rank = Math.ceil((SURPLUS * length * SAMPLE) / values.length)
  if (rank > SAMPLE / 2) return 0
  const step = Math.floor(values.length / SAMPLE)
  for (let i = 0; i < SAMPLE; i++) sample[i] = Math.abs(values[i * step])
  return sample.sort()[SAMPLE - rank]
}
