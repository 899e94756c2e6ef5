import { OperatorError } from '../domain/errors.js'
import type { Ablation, Metric, ModelRecord } from '../domain/model.js'
import type { TrainingData } from '../domain/training-data.js'
import { pairedBootstrap } from '../evaluation/bootstrap.js'
import { modelsNamed } from '../evaluation/models.js'
import { evaluateTopN, type TopNEvaluation } from '../evaluation/protocols/top-n.js'
import { rankerRecommender } from '../evaluation/ranker-recommender.js'
import { type Fit, scorerRecommender } from '../evaluation/recommender.js'
import { type Split, topNHash } from '../evaluation/splits.js'
import { encodeArtefact } from '../recommender/artefact.js'
import { alsScorer } from '../recommender/cf/als.js'
import { blend, type FittedModels, fit, fitSources } from '../recommender/fit.js'
import { fitSessionOf } from '../recommender/fit-context.js'
import { interactionsOf } from '../recommender/interactions.js'
import { seededRandom, shuffle } from '../recommender/random.js'
import { type BackendName, tensorflowBackend } from '../recommender/ranker/tensorflow.js'
import { weightedInteractions } from '../recommender/reviewed-interactions.js'

export interface TrainingOptions {
  readonly seed: number
  readonly tfBackend: BackendName | null
  readonly onProgress: (step: string, done: number) => void
}

/** What a training hands over: the artefact, and what is told of it but for its version and times. */
export interface TrainingOutcome {
  readonly artefact: Uint8Array
  readonly record: Omit<ModelRecord, 'version' | 'trainedAt' | 'seconds'>
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
  { seed, tfBackend, onProgress }: TrainingOptions,
): Promise<TrainingOutcome> {
  const interactions = weightedInteractions(data)
  if (interactions.columns.length === 0)
    throw new OperatorError(
      'there is nothing to learn from: record plays or post reviews first, or import some with `npx linernotes import`',
    )
  const backend = await tensorflowBackend(tfBackend)
  onProgress(`TensorFlow.js backend: ${backend.name}`, 0)
  const split = reportedPart(topNHash(data), seed)
  const ablated = data.reviews.length > 0
  // The ablation fits everything once more.
  const share = ablated ? 0.4 : 0.75
  const fitted = await fit(split.train, { seed, backend, onProgress: (step, done) => onProgress(step, share * done) })
  let report: { metrics: Metric[]; ablation: Ablation | null } = { metrics: [], ablation: null }
  if (split.test.some(songs => songs.length > 0)) {
    const evaluation = await evaluateTopN(split, measured(fitted, ablated), {
      k: 20,
      seed,
      tfBackend: backend.name,
      onProgress: (step, done) => onProgress(`measuring ${step}`, share + (0.9 - share) * done),
    })
    report = { metrics: metricsOf(evaluation), ablation: ablated ? ablationOf(evaluation, seed) : null }
  }
  onProgress('fitting on everything', 0.9)
  const session = fitSessionOf(data)
  const models: FittedModels = {
    ...fitSources(data, interactions, fitted.ease, seed),
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
    ...report,
  }
  return { artefact: encodeArtefact({ songIds, models, backend: backend.name, seed }), record }
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

/** The split with at most REPORTED_USERS test users, drawn at random. */
function reportedPart(split: Split, seed: number): Split {
  const tested = Uint32Array.from(split.test.keys()).filter(user => split.test[user].length > 0)
  const reported = new Set(shuffle(seededRandom(seed), tested).subarray(0, REPORTED_USERS))
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
