import { randomInteger, seededRandom } from '../random.js'
import { meanOf, scoreRows } from '../ranker/mlp.js'
import {
  type BiasHyperparameters,
  biasPrediction,
  clipped,
  fitBiases,
  type RatedReview,
  type RatingContext,
} from './biases.js'
import { fitSignals, type RatingSignals, signalNames } from './signals.js'
import { type RatingExamples, type RegressionHyperparameters, trainRegression } from './train-regression.js'

/** Predicts the stars that a user gives a song, in [1, 5]. */
export type PredictRating = (user: number, song: number) => number

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
/** Networks of different seeds, of which the mean predicts. */
const NETWORKS = 5

const REGRESSION_DEFAULTS: RegressionHyperparameters = {
  hidden: 8,
  epochs: 60,
  learningRate: 2e-3,
  regularization: 1e-3,
  batch: 64,
  patience: 6,
}

/**
 * μ + b_u + b_i with a correction by a small network over signals of user and song, which is trained by cross-fitting and
 * stopped by `valid`.
 * @param readsReviews false: learns from the stars and the songs' content alone
 */
export function fitRating(
  train: readonly RatedReview[],
  valid: readonly RatedReview[],
  context: RatingContext,
  readsReviews: boolean,
  seed: number,
): PredictRating {
  const regularization = chosenRegularization(train, valid, context)
  const features = signalNames(readsReviews).length
  const random = seededRandom(seed)
  const part = Uint8Array.from(train, () => randomInteger(random, PARTS))
  const examples: Example[] = []
  for (let held = 0; held < PARTS; held++) {
    const rest = train.filter((_, i) => part[i] !== held)
    const signals = fitSignals(rest, context, regularization, readsReviews, seed)
    for (const [i, review] of train.entries()) if (part[i] === held) examples.push(exampleOf(signals, review))
  }
  const scale = scaleOf(examples, features)
  const signals = fitSignals(train, context, regularization, readsReviews, seed)
  const training = joined(examples, scale)
  const validation = joined(
    valid.map(review => exampleOf(signals, review)),
    scale,
  )
  const network = meanOf(
    Array.from({ length: NETWORKS }, (_, n) =>
      trainRegression(training, validation, features, REGRESSION_DEFAULTS, seededRandom(seed + n)),
    ),
  )
  return (user, song) => {
    const row = Float32Array.from(signals.of(user, song), (value, f) => (value - scale.mean[f]) / scale.deviation[f])
    return clipped(biasPrediction(signals.biases, user, song) + scoreRows(network, row, 1)[0])
  }
}

interface Example {
  readonly row: readonly number[]
  readonly base: number
  readonly rating: number
}

function exampleOf(signals: RatingSignals, { user, song, rating }: RatedReview): Example {
  return { row: signals.of(user, song), base: biasPrediction(signals.biases, user, song), rating }
}

interface Scale {
  readonly mean: Float64Array
  readonly deviation: Float64Array
}

/** Mean and standard deviation of each signal; 0 and 1 for a constant one, which stays as it is. */
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
