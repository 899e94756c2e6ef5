import type { TrainingData } from '../domain/training-data.js'
import type { EaseHyperparameters } from './cf/ease.js'
import { bestServedEase } from './cf/served-ease.js'
import { fitContent } from './content.js'
import type { ContextModel } from './context.js'
import { chosenContextWeights } from './context-weights.js'
import { FEATURES } from './features.js'
import { fitSessionOf } from './fit-context.js'
import { type FittedSources, fitSources, type SlowFits, traitsOf } from './fit-sources.js'
import { type InteractionMatrix, interactionMatrix } from './interactions.js'
import { randomInteger, seededRandom } from './random.js'
import { joinLists, rankingLists, splitLists } from './ranker/examples.js'
import { gainOver } from './ranker/gain.js'
import { type Mlp, meanOf } from './ranker/mlp.js'
import type { TensorflowBackend } from './ranker/tensorflow.js'
import { toldFeatures, widened, withFeatures } from './ranker/told-features.js'
import { type MlpHyperparameters, type RankingLists, trainMlp } from './ranker/train-mlp.js'
import { weightedInteractions, withoutPairs } from './reviewed-interactions.js'
import { fitText } from './text/text-model.js'

/** Everything that was learnt; songs by their index in the training data. */
export interface FittedModels extends FittedSources {
  readonly ranker: Mlp
  /** Absent where no time is known of plays and reviews. */
  readonly context?: ContextModel
}

/** Models, and what is to be told of their making. */
export interface Fitted extends FittedModels {
  /** Why the ranker is the plain blend; null where it is a network. */
  readonly rankerNote: string | null
}

export interface FitOptions {
  readonly seed: number
  readonly backend: TensorflowBackend
  readonly slowFits?: SlowFits
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

export const MLP_DEFAULTS: MlpHyperparameters = {
  hidden: 16,
  epochs: 12,
  learningRate: 3e-3,
  regularization: 1e-5,
  batch: 32,
  patience: 2,
}

/** What `train` ships and `evaluate` measures: the source models, and the ranker trained on them by cross-fitting. */
export async function fit(data: TrainingData, options: FitOptions): Promise<Fitted> {
  const { seed, backend, slowFits, onProgress = () => {} } = options
  const all = weightedInteractions(data)
  const { ease, lists } = await crossFitted(data, all, options)
  onProgress('ranker', 0.7)
  const [sources, { ranker, rankerNote }] = await Promise.all([
    fitSources(data, all, ease, seed, slowFits),
    fitRanker(lists, seed, backend, done => onProgress('ranker', 0.7 + 0.2 * done)),
  ])
  if (rankerNote !== null) onProgress(rankerNote, 0.9)
  const session = fitSessionOf(data)
  if (session) onProgress('session', 0.9)
  const modelsOf = async (rest: TrainingData) => {
    const sources = await fitSources(rest, weightedInteractions(rest), ease, seed, slowFits)
    return { ...sources, ranker }
  }
  const context = session && { session, ...(await chosenContextWeights(data, modelsOf, seed)) }
  onProgress('models', 1)
  return { ...sources, ranker, rankerNote, ...(context && { context }) }
}

/** The lists of all parts, each made by models without it; and the setting of EASE that ranks the first part best. */
async function crossFitted(
  data: TrainingData,
  all: InteractionMatrix,
  { seed, slowFits, onProgress = () => {} }: FitOptions,
): Promise<{ readonly ease: EaseHyperparameters; readonly lists: RankingLists }> {
  const random = seededRandom(seed)
  const foldOf = Uint8Array.from(all.columns, () => randomInteger(random, PARTS))
  const without = (fold: number) => {
    const heldOut = entriesWhere(all, entry => foldOf[entry] === fold)
    const rest = withoutPairs(data, pairIn(heldOut))
    return { heldOut, rest, history: weightedInteractions(rest) }
  }
  let folds = PARTS
  const tellOf = (fold: number) => onProgress(`models without part ${fold + 1} of ${folds}`, (0.7 * fold) / folds)
  tellOf(0)
  let part = without(0)
  const ease = easeFor(part.rest, part.history, part.heldOut)
  const sourcesOf = ({ rest, history }: typeof part) => fitSources(rest, history, ease, seed, slowFits)
  let underWay = sourcesOf(part)
  const begin = (fold: number) => {
    if (fold >= folds) return
    part = without(fold)
    underWay = sourcesOf(part)
  }
  const lists: RankingLists[] = []
  for (let fold = 0; fold < folds; fold++) {
    const { heldOut, rest, history } = part
    const sources = await underWay
    // The next ones are begun before the lists of these are made: another thread may be at them meanwhile. Whether there
    // are any is known with the lists of the first.
    if (fold > 0) begin(fold + 1)
    lists.push(rankingLists(rest, history, sources, heldOut, random))
    if (fold === 0) {
      folds = Math.min(PARTS, Math.max(1, Math.ceil(LISTS / Math.max(1, lists[0].count))))
      begin(1)
    }
    if (fold + 1 < folds) tellOf(fold + 1)
  }
  return { ease, lists: joinLists(lists) }
}

/** The setting of EASE that ranks best what is held out. */
function easeFor(rest: TrainingData, history: InteractionMatrix, heldOut: InteractionMatrix): EaseHyperparameters {
  const traits = traitsOf(fitContent(rest.songs, rest.tags), fitText(rest), history)
  return bestServedEase(history, heldOut, traits)
}

/**
 * The network, or the plain blend where too few users teach one or it is not ahead on the validation lists. They have
 * also told it when to stop, which favours it a little.
 */
async function fitRanker(
  lists: RankingLists,
  seed: number,
  backend: TensorflowBackend,
  onProgress: (done: number) => void,
): Promise<Pick<Fitted, 'ranker' | 'rankerNote'>> {
  const plainBlend = (reason: string) => ({
    ranker: blend(),
    rankerNote: `little data: the ranker is the plain blend of the models, as ${reason}`,
  })
  const taught = new Set(lists.users).size
  if (taught < LEAST_USERS) return plainBlend(`only ${taught} of ${LEAST_USERS} users could teach it`)
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
  const ranker = widened(meanOf(networks), told, FEATURES.length)
  const gain = gainOver(blend(), ranker, validation)
  if (gain.mean > 0) return { ranker, rankerNote: null }
  const figures = `${(-gain.mean).toFixed(4)} ± ${gain.error.toFixed(4)}`
  return plainBlend(`a network lost ${figures} in average precision to it on the lists of ${gain.users} users`)
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
