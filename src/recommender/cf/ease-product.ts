import { linearArena } from '../../../simd/linear.js'
import { type CsrRows, row, transpose } from '../interactions.js'
import type { EaseModel, SongsEase, UsersEase } from './ease.js'

/** Columns of D made at a time: as many as the kernels take, and so few that a block of them stays in the caches. */
export const BLOCK = 32

/** B but for its diagonal, as a product S·D. */
export interface EaseProduct {
  /** S: a row for each song. */
  readonly rows: CsrRows
  /** Columns of S, and rows of D. */
  readonly width: number
  /** P_jj of each song. */
  readonly diagonal: Float32Array
  /** Writes D's columns of at most BLOCK songs, width × BLOCK row by row; those that are left are 0. */
  columns(songs: Uint32Array, out: Float32Array): void
}

export function easeProduct(model: EaseModel): EaseProduct {
  return model.form === 'songs' ? songsProduct(model) : usersProduct(model)
}

/** Where P itself is there, S is the identity and D_ij = −P_ij / P_jj. */
function songsProduct({ inverse, songs }: SongsEase): EaseProduct {
  const diagonal = Float32Array.from({ length: songs }, (_, song) => inverse[song * songs + song])
  const each = Uint32Array.from({ length: songs + 1 }, (_, song) => song)
  return {
    rows: { rowStart: each, columns: each.subarray(0, songs), values: new Float32Array(songs).fill(1) },
    width: songs,
    diagonal,
    columns(chosen, out) {
      if (chosen.length < BLOCK) out.fill(0)
      chosen.forEach((j, at) => {
        // P is symmetric: its rows are its columns.
        for (let i = 0; i < songs; i++) out[i * BLOCK + at] = -inverse[j * songs + i] / diagonal[j]
      })
    },
  }
}

/** Of the users form B_ij = x_iᵀ K⁻¹ x_j / (λ P_jj) for i ≠ j: S is Xᵀ, and D is K⁻¹X with its columns divided. */
function usersProduct({ weights, inverse, diagonal, regularization }: UsersEase): EaseProduct {
  const { users } = weights
  const rows = transpose(weights)
  const stride = Math.ceil(users / BLOCK) * BLOCK
  const lengths = [users * stride, stride, users, users]
  const starts = lengths.map((_, part) => 4 * lengths.slice(0, part).reduce((sum, length) => sum + length, 0))
  const [inverseAt, sumAt, idsAt, weightsAt] = starts
  const kernels = linearArena(4 * lengths.reduce((sum, length) => sum + length, 0))
  const own = new Float32Array(kernels.buffer, inverseAt, users * stride)
  for (let user = 0; user < users; user++) own.set(inverse.subarray(user * users, (user + 1) * users), user * stride)
  const sum = new Float32Array(kernels.buffer, sumAt, users)
  const ids = new Uint32Array(kernels.buffer, idsAt, users)
  const listenerWeights = new Float32Array(kernels.buffer, weightsAt, users)
  return {
    rows,
    width: users,
    diagonal,
    columns(songs, out) {
      if (songs.length < BLOCK) out.fill(0)
      songs.forEach((song, at) => {
        const listeners = row(rows, song)
        ids.set(listeners.songs)
        listenerWeights.set(listeners.values)
        // K⁻¹ is symmetric: its rows are its columns.
        kernels.combine(inverseAt, 4 * stride, idsAt, weightsAt, listeners.songs.length, sumAt, stride)
        const divisor = regularization * diagonal[song]
        for (let user = 0; user < users; user++) out[user * BLOCK + at] = sum[user] / divisor
      })
    },
  }
}
