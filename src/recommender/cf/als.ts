import { type InteractionMatrix, transpose } from '../interactions.js'
import { randomNormal, seededRandom } from '../random.js'
import { gram, inverseOfPositive, rowProducts, timesSymmetric } from './dense.js'
import { leastSquares } from './least-squares.js'
import type { Scorer } from './scorer.js'

export interface AlsHyperparameters {
  /** ≥ 1. */
  readonly factors: number
  /** λ > 0, on the diagonal of every least-squares system. */
  readonly regularization: number
  /** > 0: an interaction has confidence 1 + alpha, a pair without one has 1. */
  readonly alpha: number
  readonly epochs: number
}

export interface AlsModel extends AlsHyperparameters {
  /** Songs × factors, row by row. A user's factors are folded in from their history. */
  readonly songFactors: Float32Array
}

/** Chosen on a validation part of HetRec's training part; see bench/als.ts for the time they take. */
export const ALS_DEFAULTS: AlsHyperparameters = { factors: 64, regularization: 80, alpha: 20, epochs: 10 }

/** Steps of the conjugate gradient for one row in one epoch; the next epoch goes on from where it stood. */
const TRAINING_STEPS = 3

/**
 * Matrix factorisation of implicit feedback by alternating least squares: the preference of a pair is 1 where there is
 * an interaction, else 0; its confidence 1 + alpha, else 1. Plays do not enter: on HetRec confidence that grows with
 * plays ranked worse.
 * Each epoch solves the users' factors given the songs', then the songs' given the users'.
 * @param onEpoch called after each with the share done, in (0, 1]
 * @see Hu, Koren, Volinsky, ICDM 2008
 * @see Takács, Pilászy, Tikk, RecSys 2011 (conjugate gradient); how ours differs: least-squares.ts
 */
export function fitAls(
  matrix: InteractionMatrix,
  hyperparameters: AlsHyperparameters,
  seed: number,
  onEpoch: (done: number) => void = () => {},
): AlsModel {
  const { factors, epochs } = hyperparameters
  const bySong = transpose(matrix)
  const random = seededRandom(seed)
  const scale = 1 / Math.sqrt(factors)
  let songFactors: Float32Array = Float32Array.from(
    { length: matrix.songs * factors },
    () => scale * randomNormal(random),
  )
  const userWeights = new Float64Array(matrix.columns.length)
  const songWeights = new Float64Array(matrix.columns.length)
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const userFactors = halfStep(matrix, songFactors, hyperparameters, userWeights)
    songFactors = halfStep(bySong, userFactors, hyperparameters, songWeights)
    onEpoch(epoch / epochs)
  }
  return { ...hyperparameters, songFactors }
}

/**
 * Scores are the products of the user's folded-in factors with every song's. All 0 for an empty history.
 */
export function alsScorer(model: AlsModel): Scorer {
  const { songFactors, factors } = model
  const userFactors = alsUserFactors(model)
  const songs = songFactors.length / factors
  const products = rowProducts(songFactors, songs, factors)
  return {
    score({ songs: history }, out = new Float32Array(songs)) {
      products(userFactors(history), out)
      return out
    },
  }
}

/** What folds a history in: the factors that a training epoch would give the user, solved to the end. The next call overwrites them. */
export function alsUserFactors(model: AlsModel): (songs: Uint32Array) => Float32Array {
  const solve = solver(model.songFactors, model)
  const user = new Float32Array(model.factors)
  return songs => {
    solve(songs, new Float64Array(songs.length), songs.length, user)
    return user
  }
}

/** The factors of all rows given those of the columns. */
function halfStep(
  matrix: InteractionMatrix,
  columnFactors: Float32Array,
  hyperparameters: AlsHyperparameters,
  weights: Float64Array,
): Float32Array {
  const { factors } = hyperparameters
  const { users: rows, rowStart, columns } = matrix
  const solve = solver(columnFactors, hyperparameters)
  const rowFactors = new Float32Array(rows * factors)
  for (let row = 0; row < rows; row++) {
    const start = rowStart[row]
    const end = rowStart[row + 1]
    const target = rowFactors.subarray(row * factors, (row + 1) * factors)
    solve(columns.subarray(start, end), weights.subarray(start, end), TRAINING_STEPS, target)
  }
  return rowFactors
}

function solver(columnFactors: Float32Array, { factors, regularization, alpha }: AlsHyperparameters) {
  const everywhere = gram(columnFactors, factors)
  for (let i = 0; i < factors; i++) everywhere[i * factors + i] += regularization
  const smoothed = timesSymmetric(columnFactors, inverseOfPositive(everywhere, factors), factors)
  return leastSquares(columnFactors, smoothed, factors, alpha)
}
