import { BadInputError } from '../domain/errors.js'
import { ALS_DEFAULTS, alsScorer, fitAls } from '../recommender/cf/als.js'
import { fitItemKnn, itemKnnScorer } from '../recommender/cf/item-knn.js'
import { fitPopularity, popularityScorer } from '../recommender/cf/popularity.js'
import { interactionsOf } from '../recommender/interactions.js'
import { type Fit, scorerRecommender } from './recommender.js'

const popularity: Fit = async train => {
  const matrix = interactionsOf(train)
  return scorerRecommender(matrix, popularityScorer(fitPopularity(matrix)))
}

const itemKnn: Fit = async train => {
  const matrix = interactionsOf(train)
  return scorerRecommender(matrix, itemKnnScorer(fitItemKnn(matrix)))
}

const als: Fit = async (train, { seed, onProgress }) => {
  const matrix = interactionsOf(train)
  return scorerRecommender(matrix, alsScorer(fitAls(matrix, ALS_DEFAULTS, seed, onProgress)))
}

const MODELS: Readonly<Record<string, Fit>> = { popularity, itemKnn, als }

/** All that `--models` accepts. */
export const MODEL_NAMES: readonly string[] = Object.keys(MODELS)

/** @throws BadInputError for a name that is not in `MODEL_NAMES` */
export function modelsNamed(names: readonly string[]): Record<string, Fit> {
  const unknown = names.find(name => !Object.hasOwn(MODELS, name))
  if (unknown !== undefined) throw new BadInputError('models', unknown, `use some of ${MODEL_NAMES.join(', ')}`)
  return Object.fromEntries(names.map(name => [name, MODELS[name]]))
}
