import type { TrainingData } from '../domain/training-data.js'
import type { SourceModels } from './candidates.js'
import { ALS_DEFAULTS, fitAls } from './cf/als.js'
import { EASE_DEFAULTS, type EaseHyperparameters } from './cf/ease.js'
import { fitItemKnn } from './cf/item-knn.js'
import { fitPopularity } from './cf/popularity.js'
import { bestServedEase, SERVED_WIDEST, servedEase } from './cf/served-ease.js'
import { type ContentModel, fitContent } from './content.js'
import type { ContextModel } from './context.js'
import { FEATURES } from './features.js'
import { chosenContextWeight, fitSessionOf } from './fit-context.js'
import { type InteractionMatrix, interactionMatrix, stacked } from './interactions.js'
import { type FactorRidge, fitFactorRidge, withPredictedFactors } from './predicted-factors.js'
import { randomInteger, seededRandom } from './random.js'
import { joinLists, rankingLists, splitLists } from './ranker/examples.js'
import { type Mlp, meanOf } from './ranker/mlp.js'
import type { TensorflowBackend } from './ranker/tensorflow.js'
import { toldFeatures, widened, withFeatures } from './ranker/told-features.js'
import { type MlpHyperparameters, type RankingLists, trainMlp } from './ranker/train-mlp.js'
import { weightedInteractions, withoutPairs } from './reviewed-interactions.js'
import { traitRows } from './song-tokens.js'
import { fitText, type TextModel } from './text/text-model.js'

/** Everything that was learnt; songs by their index in the training data. */
export interface FittedModels extends SourceModels {
  readonly factorRidge: FactorRidge
  readonly ranker: Mlp
  /** Absent where no time is known of plays and reviews. */
  readonly context?: ContextModel
}

export interface FitOptions {
  readonly seed: number
  readonly backend: TensorflowBackend
  /** Told what is being done and the share done of the whole fit, in [0, 1]. */
  readonly onProgress?: (step: string, done: number) => void
}

/**
 * Parts into which the pairs are cut at random. Small parts, so that the models that make examples of one from the others
 * know nearly as much as those that serve: the less they know, the more the network would trust what needs no history.
 * Every part costs a fit: of few users' lists all are wanted, of many users' as many parts as give LISTS of them.
 */
const PARTS = 8
const LISTS = 2_400
/** The lists of one user in this many decide when to stop. */
const VALIDATION = 8
/** Networks of different seeds, of which the ranker is the mean. */
const NETWORKS = 3
/** With lists of fewer users a network learns noise: the ranker stays the plain blend. */
export const LEAST_USERS = 50

/** Tokens that EASE learns from as if they were users, and the weight of a song's tokens beside a user's plays. */
const TRAITS = 300
const TRAIT_WEIGHT = 2
/**
 * The same of words of reviews: FEW_WORDS where the inverse is of users and each word widens it, WORDS where it is of songs
 * and they cost next to nothing, which is preferred as long as it is at most SONGS_FORM times as wide.
 */
const FEW_WORDS = 300
const WORDS = 4_000
const SONGS_FORM = 1.2
const WORD_WEIGHT = 1.5

export const MLP_DEFAULTS: MlpHyperparameters = {
  hidden: 16,
  epochs: 12,
  learningRate: 3e-3,
  regularization: 1e-5,
  batch: 32,
  patience: 2,
}

/** What `train` ships and `evaluate` measures: the source models, and the ranker trained on them by cross-fitting. */
export async function fit(
  data: TrainingData,
  { seed, backend, onProgress = () => {} }: FitOptions,
): Promise<FittedModels> {
  const random = seededRandom(seed)
  const all = weightedInteractions(data)
  const foldOf = Uint8Array.from(all.columns, () => randomInteger(random, PARTS))
  const lists: RankingLists[] = []
  let ease = EASE_DEFAULTS
  let folds = PARTS
  for (let fold = 0; fold < folds; fold++) {
    onProgress(`models without part ${fold + 1} of ${folds}`, (0.7 * fold) / folds)
    const heldOut = entriesWhere(all, entry => foldOf[entry] === fold)
    const rest = withoutPairs(data, pairIn(heldOut))
    const history = weightedInteractions(rest)
    if (fold === 0) {
      const traits = traitsOf(fitContent(rest.songs, rest.tags), fitText(rest), history)
      ease = bestServedEase(history, heldOut, traits)
    }
    lists.push(rankingLists(rest, history, fitSources(rest, history, ease, seed), heldOut, random))
    if (fold === 0) folds = Math.min(PARTS, Math.max(1, Math.ceil(LISTS / Math.max(1, lists[0].count))))
    await new Promise(resolve => setImmediate(resolve))
  }
  const joined = joinLists(lists)
  const taught = new Set(joined.users).size
  const enough = taught >= LEAST_USERS
  onProgress(enough ? 'ranker' : `ranker: the plain blend, as only ${taught} of ${LEAST_USERS} users teach it`, 0.7)
  const ranker = enough
    ? await fitRanker(joined, seed, backend, done => onProgress('ranker', 0.7 + 0.15 * done))
    : blend()
  const session = fitSessionOf(data)
  if (session) onProgress('session', 0.85)
  const modelsOf = (rest: TrainingData) => ({ ...fitSources(rest, weightedInteractions(rest), ease, seed), ranker })
  const context = session && { session, weight: chosenContextWeight(data, modelsOf, seed) }
  onProgress('models', 0.9)
  const sources = fitSources(data, all, ease, seed)
  onProgress('models', 1)
  return { ...sources, ranker, ...(context && { context }) }
}

export function fitSources(
  data: TrainingData,
  interactions: InteractionMatrix,
  ease: EaseHyperparameters,
  seed: number,
): Omit<FittedModels, 'ranker'> {
  const content = fitContent(data.songs, data.tags)
  const text = fitText(data)
  const popularity = fitPopularity(interactions)
  const als = fitAls(interactions, ALS_DEFAULTS, seed)
  const factorRidge = fitFactorRidge(text, content, als, popularity)
  return {
    ease: servedEase(interactions, ease, traitsOf(content, text, interactions)),
    als: withPredictedFactors(als, factorRidge, text, content, popularity),
    itemKnn: fitItemKnn(interactions),
    content,
    text,
    popularity,
    factorRidge,
  }
}

/** What EASE learns of the songs beside who plays them: see docs/recommender.md for both numbers. */
function traitsOf(content: ContentModel, text: TextModel, { users, songs }: InteractionMatrix): InteractionMatrix {
  const ofSongs = users > SERVED_WIDEST || songs <= SONGS_FORM * (users + FEW_WORDS)
  const traits = traitRows(content, TRAITS, TRAIT_WEIGHT)
  return stacked(traits, traitRows(text, ofSongs ? WORDS : FEW_WORDS, WORD_WEIGHT))
}

async function fitRanker(
  lists: RankingLists,
  seed: number,
  backend: TensorflowBackend,
  onProgress: (done: number) => void,
): Promise<Mlp> {
  const { chosen: validation, others: training } = splitLists(lists, VALIDATION)
  const told = toldFeatures(lists)
  const parts = [withFeatures(training, told), withFeatures(validation, told)] as const
  const start = Float32Array.from(told, feature => BLEND[feature])
  const networks: Mlp[] = []
  for (let n = 0; n < NETWORKS; n++) {
    const random = seededRandom(seed + n)
    networks.push(
      await trainMlp(backend, ...parts, start, MLP_DEFAULTS, random, done => onProgress((n + done) / NETWORKS)),
    )
  }
  return widened(meanOf(networks), told, FEATURES.length)
}

/** The plain blend: a weighted sum of the standardised scores. */
const BLEND_WEIGHTS: Partial<Record<(typeof FEATURES)[number]['name'], number>> = {
  easeScore: 0.6,
  alsScore: 1,
  itemKnnScore: 0.3,
  contentScore: 0.5,
  textScore: 1,
  wordMatch: 0.3,
  sentimentLift: 0.1,
  aspectMatch: 0.1,
}
const BLEND = Float32Array.from(FEATURES, ({ name }) => BLEND_WEIGHTS[name] ?? 0)

/** The ranker without hidden units: `hybrid` of the evaluation, and the product's on little data. */
export function blend(): Mlp {
  const none = new Float32Array(0)
  return { features: FEATURES.length, hidden: 0, weights: none, biases: none, output: none, skip: BLEND }
}

function entriesWhere(matrix: InteractionMatrix, keep: (entry: number) => boolean): InteractionMatrix {
  const user: number[] = []
  const song: number[] = []
  const value: number[] = []
  for (let u = 0; u < matrix.users; u++) {
    for (let entry = matrix.rowStart[u]; entry < matrix.rowStart[u + 1]; entry++) {
      if (!keep(entry)) continue
      user.push(u)
      song.push(matrix.columns[entry])
      value.push(matrix.values[entry])
    }
  }
  return interactionMatrix(matrix.users, matrix.songs, user, song, value)
}

function pairIn(matrix: InteractionMatrix): (user: number, song: number) => boolean {
  const keys = new Set<number>()
  for (let u = 0; u < matrix.users; u++) {
    for (let entry = matrix.rowStart[u]; entry < matrix.rowStart[u + 1]; entry++) {
      keys.add(u * matrix.songs + matrix.columns[entry])
    }
  }
  return (user, song) => keys.has(user * matrix.songs + song)
}
