import { core } from '../../evaluation/core.js'
import { modelNamesFor, modelsNamed } from '../../evaluation/models.js'
import { writePerUser, writeRankings } from '../../evaluation/outputs.js'
import { evaluateTopN } from '../../evaluation/protocols/top-n.js'
import type { EvaluationReport } from '../../evaluation/report.js'
import { type Split, topNFiles, topNHash } from '../../evaluation/splits.js'
import type { Wishes } from '../../recommender/recommend.js'
import { readPlayRows } from '../play-rows.js'
import { readTrainingData, type TrainingSource } from '../training-data.js'
import type { EvaluateDependencies, OnProgress } from './protocol.js'

/** What is held out, and from what. `core`: of the data, first; null for all of them. */
export type Held =
  | {
      readonly protocol: 'top-n-hash'
      readonly from: TrainingSource
      /** Null: as they are. */
      readonly core: number | null
    }
  | {
      readonly protocol: 'top-n-files'
      readonly train: string
      readonly test: string
      readonly from: TrainingSource | null
    }

export type TopNRequest = Held & {
  /** Null: all that differ on these data. */
  readonly models: readonly string[] | null
  readonly k: number
  readonly seed: number
  /** Asked of the lists of `hybrid`, `mlp` and `mlpWithoutReviews`; left out: nothing. */
  readonly wishes?: Wishes
  /** Files to write; null for none. */
  readonly rankings: string | null
  readonly perUser: string | null
}

/** @throws BadInputError for what the request gets wrong; OperatorError for a file that cannot be used */
export async function runTopN(
  request: TopNRequest,
  { analyze, tfBackend }: EvaluateDependencies,
  onProgress: OnProgress,
): Promise<EvaluationReport> {
  const { models, k, seed, wishes, rankings, perUser } = request
  // Checked before the reading, which takes a while.
  if (models !== null) modelsNamed(models)
  const split = await splitOf(request, analyze)
  const fits = modelsNamed(models ?? modelNamesFor(split.train))
  const evaluation = await evaluateTopN(split, fits, { k, seed, tfBackend, wishes, onProgress })
  if (rankings !== null) await writeRankings(rankings, split, evaluation)
  if (perUser !== null) await writePerUser(perUser, split, evaluation)
  return evaluation.report
}

async function splitOf(held: Held, analyze: EvaluateDependencies['analyze']): Promise<Split> {
  if (held.protocol === 'top-n-files') {
    const content = held.from && (await readTrainingData(held.from, analyze))
    return topNFiles(await readPlayRows(held.train), await readPlayRows(held.test), content)
  }
  const data = await readTrainingData(held.from, analyze, { withTerms: true })
  return topNHash(held.core === null ? data : core(data, held.core))
}
