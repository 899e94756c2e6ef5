import { type LinearArena, linearArena } from '../../../simd/linear.js'
import { type InteractionMatrix, row, transpose } from '../interactions.js'
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
  const rowsOf = model.form === 'songs' ? songsRows(model) : usersRows(model)
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

/** Some columns of a row of B. */
interface Stretch {
  readonly values: Float32Array
  /** Positions of the values of greater magnitude, ascending; overwritten by the next call. */
  greaterThan(least: number): Uint32Array
}

/** Gives columns `from` to `to` of a row of B; null for a row of zeros. The same arrays each time. */
type RowsOf = (from: number, to: number) => (song: number) => Stretch | null

/** @param width of the memory at `values`, a multiple of 4, of which the first `length` count */
function stretchOf(kernels: LinearArena, values: number, positions: number, width: number, length: number): Stretch {
  const places = new Uint32Array(kernels.buffer, positions, width)
  return {
    values: new Float32Array(kernels.buffer, values, length),
    greaterThan(least) {
      let count = kernels.greater(values, width, least, positions)
      while (count > 0 && places[count - 1] >= length) count--
      return places.subarray(0, count)
    },
  }
}

function songsRows({ inverse, songs }: SongsEase): RowsOf {
  const width = roundedUp(Math.min(songs, CHUNK))
  const kernels = linearArena(8 * width)
  return (from, to) => {
    const found = stretchOf(kernels, 0, 4 * width, width, to - from)
    return song => {
      for (let j = from; j < to; j++)
        found.values[j - from] = j === song ? 0 : -inverse[song * songs + j] / inverse[j * songs + j]
      return found
    }
  }
}

/** The parts of the kernels' memory that make rows of B of the users form, and how wide they are. */
interface Workspace {
  readonly kernels: LinearArena
  readonly bySong: InteractionMatrix
  /** Users and columns, rounded up to what the kernels take. */
  readonly userWidth: number
  readonly columnWidth: number
  /** K⁻¹, users × userWidth. */
  readonly inverse: Float32Array
  /** K⁻¹X of some columns, divided by λP, users × columnWidth. */
  readonly product: Float32Array
  /** A row of either. */
  readonly out: Float32Array
  /** Of a row, byte address. */
  readonly positions: number
  /** Listeners of a song, and their weights. */
  readonly ids: Uint32Array
  readonly weights: Float32Array
}

function workspaceOf({ weights, inverse }: UsersEase): Workspace {
  const { users, songs } = weights
  const userWidth = roundedUp(users)
  const columnWidth = roundedUp(Math.min(songs, CHUNK))
  const lengths = [users * userWidth, users * columnWidth, Math.max(userWidth, columnWidth), users, users, columnWidth]
  const starts = lengths.map((_, part) => 4 * lengths.slice(0, part).reduce((sum, length) => sum + length, 0))
  const kernels = linearArena(4 * lengths.reduce((sum, length) => sum + length, 0))
  const floats = (part: number) => new Float32Array(kernels.buffer, starts[part], lengths[part])
  const own = floats(0)
  for (let user = 0; user < users; user++) {
    own.set(inverse.subarray(user * users, (user + 1) * users), user * userWidth)
  }
  return {
    kernels,
    bySong: transpose(weights),
    userWidth,
    columnWidth,
    inverse: own,
    product: floats(1),
    out: floats(2),
    ids: new Uint32Array(kernels.buffer, starts[3], lengths[3]),
    weights: floats(4),
    positions: starts[5],
  }
}

/** Σ over the song's listeners of weight · their row of `rows`, into `out`. */
function combineListeners(
  { kernels, bySong, out, ids, weights }: Workspace,
  song: number,
  rows: Float32Array,
  width: number,
): void {
  const listeners = row(bySong, song)
  ids.set(listeners.songs)
  weights.set(listeners.values)
  const count = listeners.songs.length
  kernels.combine(rows.byteOffset, 4 * width, ids.byteOffset, weights.byteOffset, count, out.byteOffset, width)
}

/** Columns that are written at once, a cache line of each user's row: one by one each write would wait for another line. */
const BLOCK = 16

/** B_ij = x_iᵀ K⁻¹ x_j / (λ P_jj) for i ≠ j. */
function usersRows(model: UsersEase): RowsOf {
  const { diagonal, regularization, weights } = model
  const work = workspaceOf(model)
  const { kernels, bySong, userWidth, columnWidth, inverse, product, out, positions } = work
  const block = new Float32Array(BLOCK * weights.users)
  return (from, to) => {
    for (let first = from; first < to; first += BLOCK) {
      const last = Math.min(to, first + BLOCK)
      for (let j = first; j < last; j++) {
        // K⁻¹ is symmetric: its rows are its columns.
        combineListeners(work, j, inverse, userWidth)
        const divisor = regularization * diagonal[j]
        for (let user = 0; user < weights.users; user++) block[user * BLOCK + j - first] = out[user] / divisor
      }
      for (let user = 0; user < weights.users; user++) {
        const at = user * columnWidth + first - from
        for (let j = 0; j < last - first; j++) product[at + j] = block[user * BLOCK + j]
      }
    }
    const found = stretchOf(kernels, out.byteOffset, positions, columnWidth, to - from)
    return song => {
      if (bySong.rowStart[song] === bySong.rowStart[song + 1]) return null
      combineListeners(work, song, product, columnWidth)
      if (song >= from && song < to) found.values[song - from] = 0
      return found
    }
  }
}

/** The kernels take widths that are multiples of 4; of 32 they are quickest. */
function roundedUp(width: number): number {
  return Math.ceil(width / 32) * 32
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
