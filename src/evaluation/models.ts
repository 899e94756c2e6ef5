import { BadInputError } from '../domain/errors.js'
import type { TrainingData } from '../domain/training-data.js'
import { ALS_DEFAULTS, alsScorer, fitAls } from '../recommender/cf/als.js'
import { easeScorer, fitEase } from '../recommender/cf/ease.js'
import { chosenEase } from '../recommender/cf/ease-choice.js'
import { fitItemKnn, itemKnnScorer } from '../recommender/cf/item-knn.js'
import { ASYMMETRIC_DEFAULTS, asymmetricScorer, fitAsymmetric } from '../recommender/cf/item-knn-asymmetric.js'
import { fitPopularity, popularityScorer } from '../recommender/cf/popularity.js'
import { chosenServedEase } from '../recommender/cf/served-ease.js'
import { fitUserKnn, USER_KNN_DEFAULTS, userKnnScorer } from '../recommender/cf/user-knn.js'
import { blend, fit } from '../recommender/fit.js'
import { fitSources } from '../recommender/fit-sources.js'
import { interactionsOf } from '../recommender/interactions.js'
import { tensorflowBackend } from '../recommender/ranker/tensorflow.js'
import { weightedInteractions, withoutReviews } from '../recommender/reviewed-interactions.js'
import { rankerRecommender } from './ranker-recommender.js'
import { type Fit, scorerRecommender } from './recommender.js'

const popularity: Fit = async train => {
  const matrix = interactionsOf(train)
  return scorerRecommender(matrix, popularityScorer(fitPopularity(matrix)))
}

const itemKnn: Fit = async train => {
  const matrix = interactionsOf(train)
  return scorerRecommender(matrix, itemKnnScorer(fitItemKnn(matrix)))
}

const userKnn: Fit = async train => {
  const matrix = interactionsOf(train)
  return scorerRecommender(matrix, userKnnScorer(fitUserKnn(matrix, USER_KNN_DEFAULTS)))
}

const itemKnnAsymmetric: Fit = async train => {
  const matrix = interactionsOf(train)
  return scorerRecommender(matrix, asymmetricScorer(fitAsymmetric(matrix, ASYMMETRIC_DEFAULTS)))
}

const ease: Fit = async (train, { seed }) => {
  const matrix = interactionsOf(train)
  return scorerRecommender(matrix, easeScorer(fitEase(matrix, chosenEase(matrix, seed))))
}

const als: Fit = async (train, { seed, onProgress }) => {
  const matrix = interactionsOf(train)
  return scorerRecommender(matrix, alsScorer(fitAls(matrix, ALS_DEFAULTS, seed, onProgress)))
}

const hybrid: Fit = async (train, { seed, wishes, slowFits }) => {
  const history = weightedInteractions(train)
  const sources = await fitSources(train, history, chosenServedEase(history, seed), seed, slowFits)
  return rankerRecommender(train, { ...sources, ranker: blend() }, wishes)
}

const mlp: Fit = async (train, { seed, tfBackend, wishes, slowFits, onProgress }) => {
  const backend = await tensorflowBackend(tfBackend)
  const models = await fit(train, { seed, backend, slowFits, onProgress: (_step, done) => onProgress(done) })
  return rankerRecommender(train, models, wishes)
}

const mlpWithoutReviews: Fit = (train, options) => mlp(withoutReviews(train), options)

const MODELS: Readonly<Record<string, Fit>> = {
  popularity,
  userKnn,
  itemKnn,
  itemKnnAsymmetric,
  als,
  ease,
  hybrid,
  mlp,
  mlpWithoutReviews,
}

/** All that `--models` accepts. */
export const MODEL_NAMES: readonly string[] = Object.keys(MODELS)

/** Those that differ on data without reviews: there the ablation is `mlp` once more. */
export function modelNamesFor({ reviews }: TrainingData): readonly string[] {
  return reviews.length > 0 ? MODEL_NAMES : MODEL_NAMES.filter(name => name !== 'mlpWithoutReviews')
}

/** @throws BadInputError for a name that is not in `MODEL_NAMES` */
export function modelsNamed(names: readonly string[]): Record<string, Fit> {
  const unknown = names.find(name => !Object.hasOwn(MODELS, name))
  if (unknown !== undefined) throw new BadInputError('models', unknown, `use some of ${MODEL_NAMES.join(', ')}`)
  return Object.fromEntries(names.map(name => [name, MODELS[name]]))
}
