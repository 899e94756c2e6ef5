import type { Command } from 'commander'
import type { App } from '../app.js'
import { printJson, printLine, table } from './print.js'
import { progress } from './progress.js'
import { type SettingFlags, storeCommand, withApp } from './session.js'

export const MODEL_FIELDS = `version active trainedAt seconds seed songCount userCount interactionCount reviewCount
  metrics { model name value } ablation { metric withReviews withoutReviews low high } notes`

const RUN = `query ($id: ID!) { trainingRun(id: $id) {
  id status startedAt finishedAt message progress { runId step done } model { ${MODEL_FIELDS} }
} }`

export interface Metric {
  model: string
  name: string
  value: number
}
interface Run {
  status: string
  message: string | null
  model: {
    version: string
    seconds: number
    songCount: number
    userCount: number
    metrics: Metric[]
    notes: string[]
    ablation: { metric: string; withReviews: number; withoutReviews: number; low: number; high: number } | null
  } | null
}

export function train(): Command {
  return storeCommand('train', 'trains a model on all that is in the store, and activates it', 'train')
    .option(
      '--force',
      'activate it even if it is clearly worse than the active one; else it is saved, and the exit code 1',
    )
    .action(({ json, force, ...flags }: SettingFlags & { json?: boolean; force?: boolean }) =>
      withApp(flags, async (app, stop) => {
        const id = await trainToTheEnd(app, stop, force)
        const { trainingRun } = await app.query<{ trainingRun: Run }>(RUN, { id })
        if (json) printJson(trainingRun)
        else printRun(trainingRun)
        if (trainingRun.status !== 'REFUSED') return
        const { OperatorError } = await import('../app.js')
        throw new OperatorError(`refused: the model is ${trainingRun.message}`)
      }),
    )
}

/**
 * Trains with progress on stderr.
 * @returns the run's id
 * @throws OperatorError unless there is a model
 */
export async function trainToTheEnd(app: App, stop: AbortSignal, force = false): Promise<string> {
  const { OperatorError } = await import('../app.js')
  const { models } = app.services
  const { id } = await models.train({ force })
  stop.addEventListener('abort', () => void models.cancel(id))
  const shown = progress()
  try {
    const { status, message } = await models.finished(id, ({ step, done }) => shown.update(step, done))
    if (status === 'SUCCEEDED' || status === 'REFUSED') return id
    throw new OperatorError(message ?? `the training ended as ${status}`)
  } finally {
    shown.end()
  }
}

function printRun({ status, message, model }: Run): void {
  if (!model) return
  for (const line of metricsTable(model.metrics)) printLine(line)
  const { ablation } = model
  if (ablation) {
    const { metric, withReviews, withoutReviews, low, high } = ablation
    printLine(
      `\n${metric} with reviews ${withReviews.toFixed(4)}, without ${withoutReviews.toFixed(4)}; 95 % interval of the difference ${low.toFixed(4)} to ${high.toFixed(4)}`,
    )
  }
  if (model.notes.length > 0) printLine()
  for (const note of model.notes) printLine(`Note: ${note}.`)
  if (status === 'SUCCEEDED' && message) printLine(`Note: ${message}.`)
  const fate = status === 'REFUSED' ? 'It is not active' : 'It is active'
  printLine(
    `\nModel ${model.version}: ${model.songCount} songs, ${model.userCount} users, ${model.seconds.toFixed(1)} s. ${fate}.`,
  )
}

/** A row for each model, a column for each metric. */
export function metricsTable(metrics: readonly Metric[]): string[] {
  const names = [...new Set(metrics.map(({ name }) => name))]
  const rows = [...new Set(metrics.map(({ model }) => model))].map(model => [
    model,
    ...names.map(name => metrics.find(each => each.model === model && each.name === name)?.value.toFixed(4) ?? ''),
  ])
  return table([['held out', ...names], ...rows])
}
