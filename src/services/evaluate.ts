import { core } from '../evaluation/core.js'
import { MODEL_NAMES, modelsNamed } from '../evaluation/models.js'
import { writePerUser, writeRankings } from '../evaluation/outputs.js'
import { evaluateTopN } from '../evaluation/protocols/top-n.js'
import type { EvaluationReport } from '../evaluation/report.js'
import { type Split, topNFiles, topNHash } from '../evaluation/splits.js'
import { readPlayRows } from './play-rows.js'
import { readTrainingData } from './training-data.js'

/** Where public data lie, in a format of the importers. `meta`: the side file; null to look beside the path. */
export interface DataSource {
  readonly format: string
  readonly path: string
  readonly meta: string | null
}

/** What is held out, and from what. `core`: of the data, first; null for all of them. */
export type Held =
  | {
      readonly protocol: 'top-n-hash'
      readonly from: DataSource /** Null: as they are. */
      readonly core: number | null
    }
  | {
      readonly protocol: 'top-n-files'
      readonly train: string
      readonly test: string
      readonly from: DataSource | null
    }

export interface EvaluateOptions {
  readonly held: Held
  /** Names of BENCHMARKS; null: all that there are. */
  readonly models: readonly string[] | null
  readonly k: number
  readonly seed: number
  /** Files to write; null for none. */
  readonly rankings: string | null
  readonly perUser: string | null
}

/**
 * Measures models on held-out data of files; the store is not involved.
 * @param onProgress share of the whole, in [0, 1]
 * @throws BadInputError for what the options get wrong; OperatorError for a file that cannot be used
 */
export async function evaluate(
  { held, models, k, seed, rankings, perUser }: EvaluateOptions,
  onProgress: (step: string, done: number) => void,
): Promise<EvaluationReport> {
  // Before the reading, which takes a while: a misspelt name should not.
  const fits = modelsNamed(models ?? MODEL_NAMES)
  const split = await splitOf(held)
  const evaluation = await evaluateTopN(split, fits, { k, seed, onProgress })
  if (rankings !== null) await writeRankings(rankings, split, evaluation)
  if (perUser !== null) await writePerUser(perUser, split, evaluation)
  return evaluation.report
}

async function splitOf(held: Held): Promise<Split> {
  if (held.protocol === 'top-n-files') {
    const content = held.from && (await readTrainingData(held.from))
    return topNFiles(await readPlayRows(held.train), await readPlayRows(held.test), content)
  }
  const data = await readTrainingData(held.from)
  return topNHash(held.core === null ? data : core(data, held.core))
}
