import { BadInputError, OperatorError } from '../../domain/errors.js'
import type { TrainingData } from '../../domain/training-data.js'
import { itemNeighbours, type RatingPredictor, userNeighbours } from '../../recommender/cf/rating-neighbours.js'
import { interactionMatrix, row } from '../../recommender/interactions.js'
import {
  biasPrediction,
  clipped,
  fitBiases,
  type RatedReview,
  type RatingContext,
  ratedReviews,
} from '../../recommender/rating/biases.js'
import {
  byUser,
  chosenRegularization,
  fitRating,
  type RatingModel,
  ratingsOfUser,
} from '../../recommender/rating/fit-rating.js'
import { pairedBootstrap } from '../bootstrap.js'
import { fnv1a } from '../hash.js'
import { type EvaluationReport, reportOf } from '../report.js'

/** Reviews with stars cut in three; users and songs are indices of `data`. */
export interface RatingSplit {
  readonly data: TrainingData
  readonly train: readonly RatedReview[]
  readonly valid: readonly RatedReview[]
  /** Without those whose user or song is not in `train`. */
  readonly test: readonly RatedReview[]
}

export interface RatingEvaluation {
  readonly report: EvaluationReport
  /** What the final model predicts of each pair of `test`. */
  readonly predicted: Float64Array
}

/** 80/10/10 by the hash of `user<TAB>song`. */
export function ratingSplit(data: TrainingData): RatingSplit {
  const parts: Record<'train' | 'valid' | 'test', RatedReview[]> = { train: [], valid: [], test: [] }
  for (const review of ratedReviews(data.reviews)) {
    const part = fnv1a(`${data.userIds[review.user]}\t${data.songs[review.song].id}`) % 10
    parts[part < 8 ? 'train' : part === 8 ? 'valid' : 'test'].push(review)
  }
  const users = new Set(parts.train.map(({ user }) => user))
  const songs = new Set(parts.train.map(({ song }) => song))
  const known = ({ user, song }: RatedReview) => users.has(user) && songs.has(song)
  return { data, train: parts.train, valid: parts.valid.filter(known), test: parts.test.filter(known) }
}

type FitRating = (split: RatingSplit, seed: number) => (user: number, song: number) => number

/** μ + b_u + b_i, under the regularisation that `valid` likes best. */
const bias: FitRating = ({ data, train, valid }) => {
  const context = contextOf(data)
  const model = fitBiases(train, context, chosenRegularization(train, valid, context))
  return (user, song) => biasPrediction(model, user, song)
}

/** Where neighbours have nothing to say, the bias model speaks. */
const neighbours =
  (of: typeof userNeighbours): FitRating =>
  (split, seed) => {
    const { data, train } = split
    const ratings = interactionMatrix(
      data.userIds.length,
      data.songs.length,
      train.map(({ user }) => user),
      train.map(({ song }) => song),
      train.map(({ rating }) => rating),
    )
    const predict: RatingPredictor = of(ratings)
    const otherwise = bias(split, seed)
    return (user, song) => predict(row(ratings, user), song) ?? otherwise(user, song)
  }

const network =
  (readsReviews: boolean): FitRating =>
  ({ data, train, valid }, seed) => {
    return predictorOf(fitRating(train, valid, contextOf(data), readsReviews, seed), train)
  }

/** Predicts from the reviews of `train`, as serving does from those in the store. */
function predictorOf(model: RatingModel, train: readonly RatedReview[]): (user: number, song: number) => number {
  const reviewsOf = byUser(train)
  const users = new Map<number, (song: number) => number>()
  return (user, song) => {
    const predict = users.get(user) ?? ratingsOfUser(model, reviewsOf(user))
    users.set(user, predict)
    return predict(song)
  }
}

/** Of the biases and of a model that was fitted on the split, on its test part, which is not empty. */
export function meanSquaredErrors(split: RatingSplit, model: RatingModel): { bias: number; mlp: number } {
  const error = (predict: (user: number, song: number) => number) =>
    split.test.reduce((sum, { user, song, rating }) => sum + (clipped(predict(user, song)) - rating) ** 2, 0) /
    split.test.length
  return { bias: error(bias(split, 0)), mlp: error(predictorOf(model, split.train)) }
}

const MODELS: Readonly<Record<string, FitRating>> = {
  bias,
  userKnn: neighbours(userNeighbours),
  itemKnn: neighbours(itemNeighbours),
  mlp: network(true),
  mlpWithoutReviews: network(false),
}

function contextOf({ userIds, songs }: TrainingData): RatingContext {
  return { users: userIds.length, songs }
}

export const RATING_MODEL_NAMES: readonly string[] = Object.keys(MODELS)

/**
 * Mean squared error of each model's predictions, clipped to 1–5, and the 95 % interval of its difference from the bias
 * model's by paired bootstrap over the test pairs: `mseDiffLow`, `mseDiffHigh`; both negative is better than bias.
 * @throws BadInputError for an unknown model; OperatorError where nothing is held out
 */
export function evaluateRating(
  split: RatingSplit,
  names: readonly string[],
  seed: number,
  onProgress: (step: string, done: number) => void,
): RatingEvaluation {
  const started = performance.now()
  const unknown = names.find(name => !Object.hasOwn(MODELS, name))
  if (unknown !== undefined) throw new BadInputError('models', unknown, `use some of ${RATING_MODEL_NAMES.join(', ')}`)
  const { test, train } = split
  if (test.length === 0)
    throw new OperatorError('no rating of these data is held out of which user and song are known; use more data')
  const predictions = (name: string) => {
    const predict = MODELS[name](split, seed)
    return Float64Array.from(test, ({ user, song }) => clipped(predict(user, song)))
  }
  const errors = (predicted: Float64Array) => predicted.map((value, i) => (value - test[i].rating) ** 2)
  const yardstick = errors(predictions('bias'))
  const models: Record<string, Record<string, number>> = {}
  const final = names.includes('mlp') ? 'mlp' : names[names.length - 1]
  let shown = new Float64Array(test.length)
  for (const [index, name] of names.entries()) {
    onProgress(name, index / names.length)
    const predicted = predictions(name)
    if (name === final) shown = predicted
    const squares = errors(predicted)
    const { low, high } = pairedBootstrap(squares, yardstick, seed)
    models[name] = {
      mse: squares.reduce((sum, square) => sum + square, 0) / squares.length,
      ...(name === 'bias' ? {} : { mseDiffLow: low, mseDiffHigh: high }),
    }
  }
  onProgress('done', 1)
  const data = {
    users: new Set(test.map(({ user }) => user)).size,
    songs: new Set(train.map(({ song }) => song)).size,
    train: train.length,
    test: test.length,
  }
  return { report: reportOf('rating', data, models, started), predicted: shown }
}
