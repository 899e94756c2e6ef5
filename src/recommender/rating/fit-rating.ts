import { randomInteger, seededRandom } from '../random.js'
import { type Mlp, scoreRows, sumOf } from '../ranker/mlp.js'
import {
  type BiasHyperparameters,
  biasPrediction,
  clipped,
  fitBiases,
  type RatedReview,
  type RatingContext,
} from './biases.js'
import { fitSignals } from './fit-signals.js'
import {
  type OwnReview,
  type RatingSignals,
  type SongStanding,
  signalNames,
  type UserSignals,
  userSignals,
} from './signals.js'
import { type RatingExamples, type RegressionHyperparameters, trainRegression } from './train-regression.js'

/** Predicts the stars that one user gives a song, in [1, 5]; any number that is no song's stands for one that the model does not know. */
export type PredictRating = (song: number) => number

/** What predicts stars, of anybody from their own reviews. */
export interface RatingModel {
  readonly signals: RatingSignals
  /** Mean and standard deviation of each signal; 0 and 1 for a constant one, which stays as it is. */
  readonly scale: Scale
  /** What it adds to the biases. */
  readonly network: Mlp
}

interface Scale {
  readonly mean: Float64Array
  readonly deviation: Float64Array
}

/** @param standing of songs now; without it, when the model was made */
export function ratingsOfUser(
  { signals, scale, network }: RatingModel,
  reviews: readonly OwnReview[],
  standing?: (song: number) => SongStanding,
): PredictRating {
  const user = userSignals(signals, reviews, standing)
  return song => {
    const row = Float32Array.from(user.of(song), (value, f) => (value - scale.mean[f]) / scale.deviation[f])
    return clipped(user.base(song) + scoreRows(network, row, 1)[0])
  }
}

/** Values of λ from which the biases' are chosen. */
const REGULARIZATIONS = [0.5, 1, 2, 4, 8, 16]

/** The λ of users and of songs under which the biases of `train` predict `valid` best; ties by the smaller. */
export function chosenRegularization(
  train: readonly RatedReview[],
  valid: readonly RatedReview[],
  context: RatingContext,
): BiasHyperparameters {
  let best = { userRegularization: 2, songRegularization: 4 }
  let least = Number.POSITIVE_INFINITY
  for (const userRegularization of REGULARIZATIONS) {
    for (const songRegularization of REGULARIZATIONS) {
      const tried = { userRegularization, songRegularization }
      const biases = fitBiases(train, context, tried)
      let error = 0
      for (const { user, song, rating } of valid) error += (clipped(biasPrediction(biases, user, song)) - rating) ** 2
      if (error >= least) continue
      best = tried
      least = error
    }
  }
  return best
}

/** Parts that are held out in turn, so that the network learns from signals that have not seen the answer. */
const PARTS = 8
/** Networks of which the mean predicts; each learns from all examples but a part of its own, which decides when it stops. */
const NETWORKS = 5
/**
 * How much of their correction counts. The error is a parabola of it: half keeps three quarters of what the best gains, and
 * halves what chance makes of it on few ratings.
 */
const SHARE = 0.5

const REGRESSION_DEFAULTS: RegressionHyperparameters = {
  hidden: 8,
  epochs: 60,
  learningRate: 2e-3,
  regularization: 1e-3,
  batch: 64,
  patience: 6,
}

/**
 * μ + b_u + b_i with a correction by a small network over signals of user and song, which is trained by cross-fitting.
 * `valid` chooses the biases' regularisation and gives further examples.
 * @param readsReviews false: learns from the stars and the songs' content alone
 */
export function fitRating(
  train: readonly RatedReview[],
  valid: readonly RatedReview[],
  context: RatingContext,
  readsReviews: boolean,
  seed: number,
): RatingModel {
  const regularization = chosenRegularization(train, valid, context)
  const features = signalNames(readsReviews).length
  const random = seededRandom(seed)
  const part = Uint8Array.from(train, () => randomInteger(random, PARTS))
  const examples: Example[] = []
  for (let held = 0; held < PARTS; held++) {
    const rest = train.filter((_, i) => part[i] !== held)
    const signals = fitSignals(rest, context, regularization, readsReviews, seed)
    const users = usersOf(signals, rest)
    for (const [i, review] of train.entries()) if (part[i] === held) examples.push(exampleOf(users, review))
  }
  const scale = scaleOf(examples, features)
  const signals = fitSignals(train, context, regularization, readsReviews, seed)
  const users = usersOf(signals, train)
  for (const review of valid) examples.push(exampleOf(users, review))
  const stops = Uint8Array.from(examples, () => randomInteger(random, NETWORKS))
  const networks = Array.from({ length: NETWORKS }, (_, n) => {
    const part = (stopping: boolean) =>
      joined(
        examples.filter((_, i) => (stops[i] === n) === stopping),
        scale,
      )
    return trainRegression(part(false), part(true), features, REGRESSION_DEFAULTS, seededRandom(seed + n))
  })
  return { signals, scale, network: sumOf(networks.map(mlp => ({ mlp, weight: SHARE / NETWORKS }))) }
}

/** The same network over what more reviews tell. */
export function withReviews(
  { signals, scale, network }: RatingModel,
  reviews: readonly RatedReview[],
  context: RatingContext,
  seed: number,
): RatingModel {
  return { signals: fitSignals(reviews, context, signals.regularization, signals.readsReviews, seed), scale, network }
}

/** Reviews by user. */
export function byUser(reviews: readonly RatedReview[]): (user: number) => readonly RatedReview[] {
  const own = new Map<number, RatedReview[]>()
  for (const review of reviews) {
    const others = own.get(review.user)
    if (others) others.push(review)
    else own.set(review.user, [review])
  }
  return user => own.get(user) ?? []
}

function usersOf(signals: RatingSignals, reviews: readonly RatedReview[]): (user: number) => UserSignals {
  const reviewsOf = byUser(reviews)
  const known = new Map<number, UserSignals>()
  return user => {
    const told = known.get(user) ?? userSignals(signals, reviewsOf(user))
    known.set(user, told)
    return told
  }
}

interface Example {
  readonly row: readonly number[]
  readonly base: number
  readonly rating: number
}

function exampleOf(users: (user: number) => UserSignals, { user, song, rating }: RatedReview): Example {
  const told = users(user)
  return { row: told.of(song), base: told.base(song), rating }
}

function scaleOf(examples: readonly Example[], features: number): Scale {
  const mean = new Float64Array(features)
  const deviation = new Float64Array(features)
  for (const { row } of examples) for (let f = 0; f < features; f++) mean[f] += row[f] / examples.length
  for (const { row } of examples)
    for (let f = 0; f < features; f++) deviation[f] += (row[f] - mean[f]) ** 2 / examples.length
  for (let f = 0; f < features; f++) {
    deviation[f] = Math.sqrt(deviation[f])
    if (deviation[f] > 1e-9) continue
    mean[f] = 0
    deviation[f] = 1
  }
  return { mean, deviation }
}

function joined(examples: readonly Example[], { mean, deviation }: Scale): RatingExamples {
  const features = mean.length
  const rows = new Float32Array(examples.length * features)
  for (const [i, { row }] of examples.entries()) {
    for (let f = 0; f < features; f++) rows[i * features + f] = (row[f] - mean[f]) / deviation[f]
  }
  return {
    rows,
    base: Float64Array.from(examples, ({ base }) => base),
    rating: Float64Array.from(examples, ({ rating }) => rating),
  }
}
