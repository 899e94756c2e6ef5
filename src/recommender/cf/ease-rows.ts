import { type LinearArena, linearArena } from '../../../simd/linear.js'
import { type InteractionMatrix, row, transpose } from '../interactions.js'
import type { SongsEase, UsersEase } from './ease.js'

/** Some columns of a row of B. */
export interface Stretch {
  readonly values: Float32Array
  /** Positions of the values of greater magnitude, ascending; overwritten by the next call. */
  greaterThan(least: number): Uint32Array
}

/** Gives columns `from` to `to` of a row of B; null for a row of zeros. The same arrays each time. */
export type RowsOf = (from: number, to: number) => (song: number) => Stretch | null

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

/** Of a model that inverts songs × songs. @param most columns at a time */
export function songsRows({ inverse, songs }: SongsEase, most: number): RowsOf {
  const width = roundedUp(Math.min(songs, most))
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

function workspaceOf({ weights, inverse }: UsersEase, most: number): Workspace {
  const { users, songs } = weights
  const userWidth = roundedUp(users)
  const columnWidth = roundedUp(Math.min(songs, most))
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

/** Of one that inverts users × users: B_ij = x_iᵀ K⁻¹ x_j / (λ P_jj) for i ≠ j. @param most columns at a time */
export function usersRows(model: UsersEase, most: number): RowsOf {
  const { diagonal, regularization, weights } = model
  const work = workspaceOf(model, most)
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
