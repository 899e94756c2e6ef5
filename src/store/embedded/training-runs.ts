import type { TrainingRun } from '../../domain/model.js'
import type { TrainingRunStore } from '../ports.js'
import type { Environment } from './environment.js'
import { type Dated, dated, undated } from './records.js'
import type { Tables } from './schema.js'

const DATES = ['startedAt', 'finishedAt', 'aliveAt'] as const
type RunRecord = Dated<TrainingRun, (typeof DATES)[number]>
const toRun = (record: RunRecord) => undated<TrainingRun, (typeof DATES)[number]>(record, DATES)

export class EmbeddedTrainingRuns implements TrainingRunStore {
  constructor(
    private readonly environment: Environment,
    private readonly tables: Tables,
  ) {}

  put(run: TrainingRun): Promise<void> {
    return this.environment.write(() => this.tables.trainingRuns.put([run.id], dated(run, DATES)))
  }

  async get(id: string): Promise<TrainingRun | null> {
    const record = this.tables.trainingRuns.get(id)
    return record === undefined ? null : toRun(record)
  }

  async running(): Promise<TrainingRun[]> {
    return Array.from(this.tables.trainingRuns.range([]), ({ value }) => toRun(value)).filter(
      run => run.status === 'RUNNING',
    )
  }
}
