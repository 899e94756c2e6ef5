import type { TrainingRun } from '../domain/model.js'
import type { Store } from '../store/ports.js'

/** How often a training says that it goes on, and after how much silence it is taken for abandoned. */
export const HEARTBEAT_MS = 5_000
const SILENCE_MS = 30_000

/** Whether a run that is marked RUNNING was under way in a process that ended without a word. */
export function isAbandoned(run: TrainingRun, now: Date): boolean {
  return now.getTime() - run.aliveAt.getTime() > SILENCE_MS
}

/** Marks abandoned runs as failed. @returns their ids */
export async function closeAbandonedRuns(
  { trainingRuns }: Pick<Store, 'trainingRuns'>,
  now: () => Date,
): Promise<string[]> {
  const abandoned = (await trainingRuns.running()).filter(run => isAbandoned(run, now()))
  const message = 'the process that ran it ended; train again'
  for (const run of abandoned) await trainingRuns.put({ ...run, status: 'FAILED', finishedAt: now(), message })
  return abandoned.map(run => run.id)
}
