import { OperatorError } from '../../domain/errors.js'
import { type InteractionMatrix, row, type SongVector, stacked, transpose } from '../interactions.js'
import { dots } from './dense.js'
import { positiveInverse } from './positive-inverse.js'
import type { Scorer } from './scorer.js'

export interface EaseHyperparameters {
  /** λ > 0, on the diagonal. */
  readonly regularization: number
  /** How much plays count, in [0, 1]: 0 not at all, 1 as the logarithm (see `easeWeights`). */
  readonly playExponent: number
}

/** Where users are fewer: K⁻¹ = (XXᵀ + λI)⁻¹, from which every entry of P follows. */
export interface UsersEase extends EaseHyperparameters {
  readonly form: 'users'
  /** X: users × songs, each row by `easeWeights`; then the rows of what the songs are, where they were given. */
  readonly weights: InteractionMatrix
  /** K⁻¹, as wide as X has rows. */
  readonly inverse: Float32Array
  /** P_jj = (1 − x_jᵀ K⁻¹ x_j) / λ of each song, in (0, 1/λ]. */
  readonly diagonal: Float32Array
}

/** Where songs are fewer: P = (XᵀX + λI)⁻¹ itself, songs × songs. */
export interface SongsEase extends EaseHyperparameters {
  readonly form: 'songs'
  readonly songs: number
  readonly inverse: Float32Array
}

export type EaseModel = UsersEase | SongsEase

/** See docs/recommender.md; the setting for data of which nothing else is known. */
export const EASE_DEFAULTS: EaseHyperparameters = { regularization: 100, playExponent: 1 }

/** Rows of a matrix of which two, of doubles, take 1.6 GB while it is inverted. */
export const EASE_WIDEST = 10_000

/** A history's rows of X: (ln(1 + plays) / their mean over the history)^playExponent. */
export function easeWeights(values: Float32Array, { playExponent }: EaseHyperparameters): Float32Array {
  let sum = 0
  for (const plays of values) sum += Math.log1p(plays)
  const mean = sum / values.length
  return values.map(plays => (Math.log1p(plays) / mean) ** playExponent)
}

/**
 * The linear model X ≈ XB with the least squared error and λ‖B‖² under the constraint that no song predicts itself,
 * diag(B) = 0: with P = (XᵀX + λI)⁻¹, B_ij = −P_ij / P_jj. Of XᵀX and XXᵀ the smaller one is inverted: by Woodbury's
 * identity P = (I − XᵀK⁻¹X) / λ.
 * @param traits rows of songs' weights beside those of the users, such as one for each tag: each counts as one more user
 * @throws OperatorError where users and songs are both more than EASE_WIDEST
 * @see Steck, Embarrassingly Shallow Autoencoders for Sparse Data, WWW 2019; differs: his X is binary
 * @see Jeunen, Van Balen, Goethals, Closed-Form Models for Collaborative Filtering with Side-Information, RecSys 2020
 *   (the traits)
 */
export function fitEase(
  matrix: InteractionMatrix,
  hyperparameters: EaseHyperparameters,
  traits: InteractionMatrix | null = null,
): EaseModel {
  if (Math.min(matrix.users, matrix.songs) > EASE_WIDEST)
    throw new OperatorError(
      `ease: ${matrix.users} users and ${matrix.songs} songs are both more than ${EASE_WIDEST}, and a matrix that wide does not fit the memory; leave it out of the models, or reduce the data`,
    )
  const values = new Float32Array(matrix.values.length)
  for (let user = 0; user < matrix.users; user++)
    values.set(easeWeights(row(matrix, user).values, hyperparameters), matrix.rowStart[user])
  const ofUsers = { ...matrix, values }
  const weights = traits === null ? ofUsers : stacked(ofUsers, traits)
  const { regularization } = hyperparameters
  if (matrix.songs <= weights.users) {
    const inverse = inverseOfGram(transpose(weights), weights, regularization)
    return { ...hyperparameters, form: 'songs', songs: matrix.songs, inverse }
  }
  const bySong = transpose(weights)
  const inverse = inverseOfGram(weights, bySong, regularization)
  const diagonal = Float32Array.from({ length: matrix.songs }, (_, song) => {
    const { songs: listeners, values: x } = row(bySong, song)
    let sum = 0
    for (let i = 0; i < listeners.length; i++) {
      for (let j = 0; j < listeners.length; j++)
        sum += x[i] * x[j] * inverse[listeners[i] * weights.users + listeners[j]]
    }
    return (1 - sum) / regularization
  })
  return { ...hyperparameters, form: 'users', weights, inverse, diagonal }
}

/** (AAᵀ + λI)⁻¹ of the rows of `a`, whose transpose is `b`. */
function inverseOfGram(a: InteractionMatrix, b: InteractionMatrix, regularization: number): Float32Array {
  const n = a.users
  const { values: lower, width } = positiveInverse(n, gram => {
    for (let i = 0; i < n; i++) {
      const from = i * gram.width
      const { songs: columns, values } = row(a, i)
      columns.forEach((column, at) => {
        const x = values[at]
        for (let e = b.rowStart[column]; e < b.rowStart[column + 1] && b.columns[e] <= i; e++)
          gram.values[from + b.columns[e]] += x * b.values[e]
      })
      gram.values[from + i] += regularization
    }
  })
  const inverse = new Float32Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) inverse[i * n + j] = inverse[j * n + i] = lower[i * width + j]
  }
  return inverse
}

/**
 * Scores of song j: Σ over the history's songs i of x_i · B_ij. All 0 for an empty history.
 * In the users form x·B = x − (x − (xXᵀ K⁻¹) X) / (λ · diag P).
 */
export function easeScorer(model: EaseModel): Scorer {
  return model.form === 'songs' ? songsScorer(model) : usersScorer(model)
}

function songsScorer(model: SongsEase): Scorer {
  const { inverse, songs: width } = model
  return {
    score(history, out = new Float32Array(width)) {
      out.fill(0)
      const x = easeWeights(history.values, model)
      history.songs.forEach((song, at) => {
        const from = song * width
        for (let j = 0; j < width; j++) out[j] += x[at] * inverse[from + j]
      })
      for (let j = 0; j < width; j++) out[j] /= -inverse[j * width + j]
      // The song itself has no part in its score, and would add −1 · x.
      history.songs.forEach((song, at) => {
        out[song] += x[at]
      })
      return out
    },
  }
}

function usersScorer(model: UsersEase): Scorer {
  const { weights, inverse } = model
  const bySong = transpose(weights)
  const affinity = new Float64Array(weights.users)
  const shares = new Float32Array(weights.users)
  return {
    score(history: SongVector, out = new Float32Array(weights.songs)) {
      const x = easeWeights(history.values, model)
      affinity.fill(0)
      history.songs.forEach((song, at) => {
        const end = bySong.rowStart[song + 1]
        for (let e = bySong.rowStart[song]; e < end; e++) affinity[bySong.columns[e]] += x[at] * bySong.values[e]
      })
      dots(inverse, weights.users, affinity, shares)
      writeScores(model, history.songs, x, shares, out)
      return out
    },
  }
}

/**
 * The scores of the users that the model was fitted on, by their row. In the users form x Xᵀ K⁻¹ of user u is row u of
 * (K − λI) K⁻¹ = I − λK⁻¹: a few thousand steps instead of users².
 */
export function ownScorer(model: EaseModel): (user: number, history: SongVector, out: Float32Array) => Float32Array {
  if (model.form === 'songs') {
    const { score } = songsScorer(model)
    return (_user, history, out) => score(history, out)
  }
  const { weights, inverse, regularization } = model
  const shares = new Float32Array(weights.users)
  return (user, { songs, values }, out) => {
    for (let u = 0; u < shares.length; u++) shares[u] = -regularization * inverse[user * shares.length + u]
    shares[user] += 1
    writeScores(model, songs, easeWeights(values, model), shares, out)
    return out
  }
}

/** @param shares x Xᵀ K⁻¹ */
function writeScores(
  { weights, diagonal, regularization }: UsersEase,
  songs: Uint32Array,
  x: Float32Array,
  shares: Float32Array,
  out: Float32Array,
): void {
  const { users, rowStart, columns, values } = weights
  out.fill(0)
  for (let u = 0; u < users; u++) {
    const share = shares[u]
    for (let e = rowStart[u]; e < rowStart[u + 1]; e++) out[columns[e]] += share * values[e]
  }
  for (let j = 0; j < out.length; j++) out[j] /= regularization * diagonal[j]
  // x − x / (λ P_jj): 0 but for the history's songs.
  songs.forEach((song, at) => {
    out[song] += x[at] * (1 - 1 / (regularization * diagonal[song]))
  })
}
