import type { Store } from '../store/ports.js'
import { isAbandoned } from './abandoned-runs.js'
import { readArtefact } from './active-model.js'
import { halfRestored } from './backup/restore.js'
import { type Recount, recountOf } from './recount.js'

/** Something that is wrong, and what to do about it. */
export interface Finding {
  readonly problem: string
  readonly remedy: string
  /** How many of it. */
  readonly count: number
  /** `doctor --repair` puts it right. */
  readonly repairable: boolean
}

export interface Examination {
  readonly recount: Recount
  readonly findings: readonly Finding[]
}

const REPAIR = 'run `linernotes doctor --repair` while nothing else uses the store'

/** Compares what the store tells with a recount of what is in it, and looks for what was left unfinished. */
export async function examine(
  store: Store,
  now: Date,
  onProgress: (step: string, done: number) => void = () => {},
): Promise<Examination> {
  const recount = await recountOf(store, onProgress)
  onProgress('looking at models and trainings', 1)
  const findings = [
    ...recount.faults.map(({ what, count }) => ({ problem: what, count, remedy: REPAIR, repairable: true })),
    ...(await abandonedRuns(store, now)),
    ...(await brokenModels(store)),
  ]
  const unfinished = await halfRestored(store)
  if (unfinished !== null) {
    findings.push({ problem: 'a restore that was cut off', count: 1, remedy: unfinished, repairable: false })
  }
  return { recount, findings }
}

async function abandonedRuns({ trainingRuns }: Store, now: Date): Promise<Finding[]> {
  const abandoned = (await trainingRuns.running()).filter(run => isAbandoned(run, now))
  if (abandoned.length === 0) return []
  const problem = 'trainings that are marked as running, whose process ended'
  return [{ problem, count: abandoned.length, remedy: `${REPAIR}, then \`linernotes train\``, repairable: true }]
}

async function brokenModels({ models }: Store): Promise<Finding[]> {
  const findings: Finding[] = []
  const active = await models.activeVersion()
  for (const { version } of await models.list()) {
    const fault = await readArtefact(models, version).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    )
    if (fault === null) continue
    const remedy =
      version === active
        ? 'train again with `linernotes train`, or activate another with `linernotes models activate`'
        : 'nothing needs it: it is not the active one; do not activate it'
    findings.push({ problem: fault.split(';')[0] ?? fault, count: 1, remedy, repairable: false })
  }
  return findings
}
