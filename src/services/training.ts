import { createHash } from 'node:crypto'
import { OperatorError } from '../domain/errors.js'
import type { Ablation, Metric, ModelRecord } from '../domain/model.js'
import type { TrainingData } from '../domain/training-data.js'
import { pairedBootstrap } from '../evaluation/bootstrap.js'
import { type Comparison, compared, LEAST_COMPARED } from '../evaluation/comparison.js'
import { fnv1a } from '../evaluation/hash.js'
import { modelsNamed } from '../evaluation/models.js'
import { evaluateTopN, type TopNEvaluation } from '../evaluation/protocols/top-n.js'
import { rankerRecommender } from '../evaluation/ranker-recommender.js'
import { type Fit, scorerRecommender } from '../evaluation/recommender.js'
import { type Split, topNHash } from '../evaluation/splits.js'
import { decodeArtefact, encodeArtefact, NO_LISTS } from '../recommender/artefact.js'
import { alsScorer } from '../recommender/cf/als.js'
import { blend, type FittedModels, fit } from '../recommender/fit.js'
import { fitSessionOf } from '../recommender/fit-context.js'
import { fitSources, type SlowFits } from '../recommender/fit-sources.js'
import { interactionsOf } from '../recommender/interactions.js'
import { type BackendName, tensorflowBackend } from '../recommender/ranker/tensorflow.js'
import { weightedInteractions } from '../recommender/reviewed-interactions.js'
import { trainRating } from './rating-training.js'
import { type RatedText, trainSentiment } from './sentiment-training.js'
import { comparedUsers, shownLists } from './shown-lists.js'

export interface TrainingOptions {
  readonly seed: number
  readonly tfBackend: BackendName | null
  /** Rated reviews of the same store, to read the sentiment of its reviews by. */
  readonly rated: readonly RatedText[]
  /** What serves now; null where nothing does. */
  readonly active: EncodedModel | null
  /** Left out: this thread does all. */
  readonly slowFits?: SlowFits
  readonly onProgress: (step: string, done: number) => void
}

export interface EncodedModel {
  readonly version: string
  readonly artefact: Uint8Array
}

/** What a training hands over: the artefact, and what is told of it but for its version and times. */
export interface TrainingOutcome {
  readonly artefact: Uint8Array
  /** SHA-256 of it, in hexadecimal digits. */
  readonly digest: string
  readonly record: Omit<ModelRecord, 'version' | 'trainedAt' | 'seconds'>
  /** With the active model; null where there is none, or the two cannot be compared. */
  readonly comparison: Comparison | null
}

/** Users whose lists make the report: more would tell the same more slowly. */
const REPORTED_USERS = 1_000
/** What the report keeps. */
const REPORTED = ['ndcg@20', 'recall@20', 'map@20', 'coverage', 'gini', 'intraListSimilarity']
/** The metric of the ablation, and its cut-off. */
const ABLATION = { metric: 'map@20', cutOff: 20 }

/**
 * Holds out a fifth of the pairs, fits on the rest and measures; then fits the source models once more on everything. The
 * ranker that ships is the one that was measured.
 * @throws OperatorError if there is nothing to learn from
 */
export async function trainModel(
  data: TrainingData,
  { seed, tfBackend, rated, active, slowFits, onProgress }: TrainingOptions,
): Promise<TrainingOutcome> {
  const interactions = weightedInteractions(data)
  if (interactions.columns.length === 0)
    throw new OperatorError(
      'there is nothing to learn from: record plays or post reviews first, or import some with `npx linernotes import`',
    )
  const backend = await tensorflowBackend(tfBackend)
  onProgress(`TensorFlow.js backend: ${backend.name}`, 0)
  const split = reportedPart(topNHash(data))
  const ablated = data.reviews.length > 0
  // The ablation fits everything once more.
  const share = ablated ? 0.4 : 0.75
  const fitted = await fit(split.train, {
    seed,
    backend,
    slowFits,
    onProgress: (step, done) => onProgress(step, share * done),
  })
  // Begun now: another thread may be at it while this one measures.
  const everything = fitSources(data, interactions, fitted.ease, seed, slowFits)
  // What it throws is thrown where it is awaited.
  everything.catch(() => {})
  let report: { metrics: Metric[]; ablation: Ablation | null } = { metrics: [], ablation: null }
  let shown = NO_LISTS
  const notes = fitted.rankerNote === null ? [] : [fitted.rankerNote]
  let comparison: Comparison | null = null
  if (split.test.some(songs => songs.length > 0)) {
    const evaluation = await evaluateTopN(split, measured(fitted, ablated), {
      k: 20,
      seed,
      tfBackend: backend.name,
      slowFits,
      onProgress: (step, done) => onProgress(`measuring ${step}`, share + (0.9 - share) * done),
    })
    report = { metrics: metricsOf(evaluation), ablation: ablated ? ablationOf(evaluation, seed) : null }
    shown = shownLists(split.train, evaluation)
    if (active) comparison = comparisonWith(active, split, evaluation, seed)
  }
  if (active) notes.push(comparisonNote(active.version, comparison))
  onProgress('predicted stars', 0.9)
  const rating = trainRating(data, seed)
  if (rating.note !== null) notes.push(rating.note)
  onProgress('sentiment of reviews', 0.92)
  const sentiment = trainSentiment(rated, seed)
  if (sentiment.note !== null) notes.push(sentiment.note)
  onProgress('fitting on everything', 0.95)
  const session = fitSessionOf(data)
  const models: FittedModels = {
    ...(await everything),
    ranker: fitted.ranker,
    ...(session && fitted.context && { context: { ...fitted.context, session } }),
  }
  const songIds = data.songs.map(song => song.id)
  const record = {
    seed,
    songCount: data.songs.length,
    userCount: data.userIds.length,
    interactionCount: interactions.columns.length,
    reviewCount: data.reviews.length,
    metrics: [...report.metrics, ...rating.metrics],
    ablation: report.ablation,
    notes,
  }
  const learnt = { models, shown, rating: rating.model, sentiment: sentiment.layer }
  const artefact = encodeArtefact({ songIds, ...learnt, backend: backend.name, seed })
  return { artefact, digest: createHash('sha256').update(artefact).digest('hex'), record, comparison }
}

/** Null also where the active model cannot be read: it is no reason to keep a new one back. */
function comparisonWith(
  { version, artefact }: EncodedModel,
  split: Split,
  evaluation: TopNEvaluation,
  seed: number,
): Comparison | null {
  try {
    return compared(comparedUsers(decodeArtefact(artefact, version), split, evaluation), seed)
  } catch (error) {
    if (error instanceof OperatorError) return null
    throw error
  }
}

function comparisonNote(version: string, comparison: Comparison | null): string {
  if (comparison === null)
    return `not compared with the active model ${version}: it cannot be read, or they share fewer than ${LEAST_COMPARED} measured users`
  return `beside the active model ${version}, ${comparisonText(comparison)}`
}

/** `ndcg@20 0.2000 against 0.3000 on the held-out songs of 40 users (95 % interval of the difference -0.1200 to -0.0800)` */
export function comparisonText({ users, metric, trained, active, low, high }: Comparison): string {
  const [of, than, from, to] = [trained, active, low, high].map(value => value.toFixed(4))
  return `${metric} ${of} against ${than} on the held-out songs of ${users} users (95 % interval of the difference ${from} to ${to})`
}

/**
 * What the report tells of: the classics as `evaluate` defines them, and this fit with and without its network. The ALS of
 * this fit is the classic, to which only matters who played what.
 */
function measured(fitted: FittedModels, ablated: boolean): Record<string, Fit> {
  return {
    ...modelsNamed(['popularity', 'itemKnn']),
    als: async train => scorerRecommender(interactionsOf(train), alsScorer(fitted.als)),
    hybrid: async train => rankerRecommender(train, { ...fitted, ranker: blend() }),
    mlp: async train => rankerRecommender(train, fitted),
    ...(ablated ? modelsNamed(['mlpWithoutReviews']) : {}),
  }
}

/** The split with at most REPORTED_USERS test users: those whose ids have the least hash, so that trainings share them. */
function reportedPart(split: Split): Split {
  const order = split.train.userIds.map(id => fnv1a(`reported\t${id}`))
  const tested = Uint32Array.from(split.test.keys()).filter(user => split.test[user].length > 0)
  const reported = new Set(tested.sort((a, b) => order[a] - order[b] || a - b).subarray(0, REPORTED_USERS))
  return { ...split, test: split.test.map((songs, user) => (reported.has(user) ? songs : new Uint32Array(0))) }
}

function metricsOf({ report }: TopNEvaluation): Metric[] {
  return Object.entries(report.models).flatMap(([model, values]) =>
    REPORTED.map(name => ({ model, name, value: values[name] })),
  )
}

function ablationOf({ report, averagePrecision, cutOffs }: TopNEvaluation, seed: number): Ablation {
  const { metric, cutOff } = ABLATION
  const column = cutOffs.indexOf(cutOff)
  const of = (model: string) => Float64Array.from(averagePrecision[model], perUser => perUser[column])
  return {
    metric,
    withReviews: report.models.mlp[metric],
    withoutReviews: report.models.mlpWithoutReviews[metric],
    ...pairedBootstrap(of('mlp'), of('mlpWithoutReviews'), seed),
  }
}
