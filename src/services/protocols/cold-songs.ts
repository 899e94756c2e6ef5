import { BadInputError } from '../../domain/errors.js'
import { core as coreOf } from '../../evaluation/core.js'
import { writeColdRankings } from '../../evaluation/outputs.js'
import { COLD_BY_HASH, COLD_MODEL_NAMES, evaluateColdSongs } from '../../evaluation/protocols/cold-songs.js'
import type { EvaluationReport } from '../../evaluation/report.js'
import { coldSplit } from '../../recommender/text/cold-split.js'
import { readTrainingData, type TrainingSource } from '../training-data.js'
import type { OnProgress } from './protocol.js'

export interface ColdSongsRequest {
  readonly protocol: 'cold-songs'
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
 * How well songs that nobody played are placed by what is written of them.
 * @throws BadInputError for what the request gets wrong; OperatorError for a file that cannot be used
 */
export async function runColdSongs(
  { from, core, models, seed, rankings }: ColdSongsRequest,
  onProgress: OnProgress,
): Promise<EvaluationReport> {
  const unknown = models?.find(name => !COLD_MODEL_NAMES.includes(name))
  if (unknown !== undefined) throw new BadInputError('models', unknown, `use some of ${COLD_MODEL_NAMES.join(', ')}`)
  const data = await readTrainingData(from, null, { withTerms: true })
  const split = coldSplit(core === null ? data : coreOf(data, core), COLD_BY_HASH)
  const evaluation = evaluateColdSongs(split, models ?? COLD_MODEL_NAMES, seed, onProgress)
  if (rankings !== null) await writeColdRankings(rankings, split, evaluation)
  return evaluation.report
}
