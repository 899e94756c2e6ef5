import { BadInputError } from '../../domain/errors.js'
import { core as coreOf } from '../../evaluation/core.js'
import { writeRankings } from '../../evaluation/outputs.js'
import { evaluateNextSong, NEXT_SONG_MODEL_NAMES, nextSongSplit } from '../../evaluation/protocols/next-song.js'
import type { EvaluationReport } from '../../evaluation/report.js'
import { readTrainingData, type TrainingSource } from '../training-data.js'
import type { EvaluateDependencies, OnProgress } from './protocol.js'

export interface NextSongRequest {
  readonly protocol: 'next-song'
  readonly from: TrainingSource
  /** Null: as they are. */
  readonly core: number | null
  /** Null: all. */
  readonly models: readonly string[] | null
  readonly k: number
  readonly seed: number
  /** A file to write; null for none. */
  readonly rankings: string | null
}

/**
 * How well the last song that each user turned to is told from those before.
 * @throws BadInputError for what the request gets wrong; OperatorError for a file that cannot be used
 */
export async function runNextSong(
  { from, core, models, k, seed, rankings }: NextSongRequest,
  { analyze, tfBackend }: EvaluateDependencies,
  onProgress: OnProgress,
): Promise<EvaluationReport> {
  const names = models ?? NEXT_SONG_MODEL_NAMES
  const unknown = names.find(name => !NEXT_SONG_MODEL_NAMES.includes(name))
  if (unknown !== undefined)
    throw new BadInputError('models', unknown, `use some of ${NEXT_SONG_MODEL_NAMES.join(', ')}`)
  // Only the ranker learns from what is written.
  const reads = names.includes('mlp')
  const data = await readTrainingData(from, reads ? analyze : null, { withTimes: true, withTerms: reads })
  const split = nextSongSplit(core === null ? data : coreOf(data, core))
  const evaluation = await evaluateNextSong(split, names, { k, seed, tfBackend, onProgress })
  if (rankings !== null) await writeRankings(rankings, split, evaluation)
  return evaluation.report
}
