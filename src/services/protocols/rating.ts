import { core as coreOf } from '../../evaluation/core.js'
import { writeRatings } from '../../evaluation/outputs.js'
import { evaluateRating, RATING_MODEL_NAMES, ratingSplit } from '../../evaluation/protocols/rating.js'
import type { EvaluationReport } from '../../evaluation/report.js'
import { readTrainingData, type TrainingSource } from '../training-data.js'
import type { EvaluateDependencies, OnProgress } from './protocol.js'

export interface RatingRequest {
  readonly protocol: 'rating'
  readonly from: TrainingSource
  /** Null: as they are. */
  readonly core: number | null
  /** Null: all. */
  readonly models: readonly string[] | null
  readonly seed: number
  /** A file to write; null for none. */
  readonly rankings: string | null
}

/**
 * How well stars are predicted.
 * @throws BadInputError for what the request gets wrong; OperatorError for a file that cannot be used
 */
export async function runRating(
  { from, core, models, seed, rankings }: RatingRequest,
  { analyze }: EvaluateDependencies,
  onProgress: OnProgress,
): Promise<EvaluationReport> {
  const data = await readTrainingData(from, analyze, { withTerms: true })
  const split = ratingSplit(core === null ? data : coreOf(data, core))
  const evaluation = evaluateRating(split, models ?? RATING_MODEL_NAMES, seed, onProgress)
  if (rankings !== null) await writeRatings(rankings, split, evaluation)
  return evaluation.report
}
