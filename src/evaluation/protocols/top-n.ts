import { BadInputError, OperatorError } from '../../domain/errors.js'
import { fitItemKnn } from '../../recommender/cf/item-knn.js'
import { fitContent } from '../../recommender/content.js'
import type { SlowFits } from '../../recommender/fit-sources.js'
import { interactionsOf } from '../../recommender/interactions.js'
import type { BackendName } from '../../recommender/ranker/tensorflow.js'
import { NO_WISHES, type Wishes } from '../../recommender/recommend.js'
import { songsAlike } from '../../recommender/similar-songs.js'
import type { Ranked } from '../../recommender/top.js'
import { pairedBootstrap } from '../bootstrap.js'
import { averagePrecisionAt } from '../metrics/average-precision.js'
import { coverage } from '../metrics/coverage.js'
import { gini } from '../metrics/gini.js'
import { intraListSimilarity } from '../metrics/intra-list-similarity.js'
import type { Metric } from '../metrics/metric.js'
import { ndcgAt } from '../metrics/ndcg.js'
import { precisionAt } from '../metrics/precision.js'
import { recallAt } from '../metrics/recall.js'
import type { Fit, Recommender } from '../recommender.js'
import { type EvaluationReport, reportOf } from '../report.js'
import type { Split } from '../splits.js'

const CUT_OFFS = [1, 5, 10, 20, 100, 500]
const CANDIDATE_CUT_OFFS = [200, 500, 1000]
/** Length of every list; metrics at a smaller cut-off read its beginning. */
const LIST_LENGTH = 500

const METRICS: Readonly<Record<string, Metric>> = {
  recall: recallAt,
  ndcg: ndcgAt,
  precision: precisionAt,
  map: averagePrecisionAt,
}

export interface TopNOptions {
  readonly tfBackend: BackendName | null
  /** Cut-off of `coverage`, `gini` and `intraListSimilarity`, and of the other metrics beside the usual ones; 1–500. */
  readonly k: number
  readonly seed: number
  /** What is asked of the lists of those models that serve; left out: nothing. */
  readonly wishes?: Wishes
  readonly slowFits?: SlowFits
  /** @param done share of the whole evaluation, in [0, 1] */
  readonly onProgress: (step: string, done: number) => void
}

export interface TopNEvaluation {
  readonly report: EvaluationReport
  /** Indices of the users with a held-out song; the lists below follow their order. */
  readonly users: Uint32Array
  /** Of each model, each user's average precision at each of `cutOffs`. */
  readonly averagePrecision: Readonly<Record<string, readonly Float64Array[]>>
  readonly cutOffs: readonly number[]
  /** What the final ranker shows: `mlp` where it is among the models, else the last of them. */
  readonly finalLists: readonly Ranked[]
}

/** Whether reviews help: of the first, `ndcgDiffLow` and `ndcgDiffHigh` are told, as it differs from the second. */
const COMPARED = ['mlp', 'mlpWithoutReviews'] as const

/**
 * Fits every model on the train part and ranks, for each user with a held-out song, all songs but those of the user's
 * train part. Metrics are means over these users; `coverage` and `gini` are over their lists of `k`, and
 * `intraListSimilarity` is the mean of these lists', by who plays the songs in the train part and what they are
 * (`songsAlike`). Where both of `COMPARED` are among the models, the first also has the 95 % interval of its gain in
 * ndcg@k over the second, by paired bootstrap over these users.
 * @throws BadInputError if `k` is out of range or nobody has a held-out song
 */
export async function evaluateTopN(
  split: Split,
  models: Readonly<Record<string, Fit>>,
  { k, seed, tfBackend, wishes = NO_WISHES, slowFits, onProgress }: TopNOptions,
): Promise<TopNEvaluation> {
  const started = performance.now()
  if (!Number.isInteger(k) || k < 1 || k > LIST_LENGTH) {
    throw new BadInputError('k', k, `use a whole number from 1 to ${LIST_LENGTH}`)
  }
  const users = Uint32Array.from(split.test.keys()).filter(user => split.test[user].length > 0)
  if (users.length === 0)
    throw new OperatorError('no pair of these data is held out, so nothing can be measured; use more data')
  const cutOffs = [...new Set([...CUT_OFFS, k])].sort((a, b) => a - b)
  const names = Object.keys(models)
  const final = names.includes('mlp') ? 'mlp' : names[names.length - 1]
  const results: Record<string, Record<string, number>> = {}
  const averagePrecision: Record<string, Float64Array[]> = {}
  const interactions = interactionsOf(split.train)
  const alike = songsAlike(fitItemKnn(interactions), fitContent(split.train.songs, split.train.tags))
  const gains: Record<string, Float64Array> = {}
  let finalLists: Ranked[] = []
  for (const [index, name] of names.entries()) {
    // Fitting and ranking are each reported as half of a model's share.
    const report = (done: number) => onProgress(name, (index + done) / names.length)
    const recommender = await models[name](split.train, {
      seed,
      tfBackend,
      wishes,
      slowFits,
      onProgress: done => report(done / 2),
    })
    const judged = judge(split, users, recommender, alike, cutOffs, k, done => report((1 + done) / 2))
    results[name] = judged.metrics
    averagePrecision[name] = judged.averagePrecision
    gains[name] = judged.gains
    if (name === final) finalLists = judged.lists
  }
  if (COMPARED.every(name => names.includes(name))) {
    const { low, high } = pairedBootstrap(gains[COMPARED[0]], gains[COMPARED[1]], seed)
    results[COMPARED[0]] = { ...results[COMPARED[0]], ndcgDiffLow: low, ndcgDiffHigh: high }
  }
  const data = {
    users: users.length,
    songs: split.train.songs.length,
    train: interactions.columns.length,
    test: split.test.reduce((pairs, songs) => pairs + songs.length, 0),
  }
  const report = reportOf(split.protocol, data, results, started)
  return { report, users, averagePrecision, cutOffs, finalLists }
}

function judge(
  split: Split,
  users: Uint32Array,
  recommender: Recommender,
  alike: ReturnType<typeof songsAlike>,
  cutOffs: readonly number[],
  k: number,
  onProgress: (done: number) => void,
) {
  const sums: Record<string, number> = {}
  const add = (metric: string, value: number) => {
    sums[metric] = (sums[metric] ?? 0) + value
  }
  const shown = new Uint32Array(split.train.songs.length)
  const lists: Ranked[] = []
  const averagePrecision: Float64Array[] = []
  const gains = new Float64Array(users.length)
  users.forEach((user, index) => {
    const relevant = new Set(split.test[user])
    const { candidates, ...list } = recommender.rank(user, LIST_LENGTH)
    for (const [name, metric] of Object.entries(METRICS)) {
      for (const cutOff of cutOffs) add(`${name}@${cutOff}`, metric(cutOff, list.songs, relevant))
    }
    if (candidates !== undefined) {
      for (const cutOff of CANDIDATE_CUT_OFFS) add(`candidateRecall@${cutOff}`, recallAt(cutOff, candidates, relevant))
    }
    averagePrecision.push(Float64Array.from(cutOffs, cutOff => averagePrecisionAt(cutOff, list.songs, relevant)))
    add('intraListSimilarity', intraListSimilarity(k, list.songs, alike))
    gains[index] = ndcgAt(k, list.songs, relevant)
    for (const song of list.songs.subarray(0, k)) shown[song]++
    lists.push(list)
    onProgress((index + 1) / users.length)
  })
  const metrics = Object.fromEntries(Object.entries(sums).map(([metric, sum]) => [metric, sum / users.length]))
  return { metrics: { ...metrics, coverage: coverage(shown), gini: gini(shown) }, lists, averagePrecision, gains }
}
