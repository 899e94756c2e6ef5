import { randomUUID } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { ConflictError, DomainError, NotFoundError, OperatorError } from '../domain/errors.js'
import { checkFirst, checkId } from '../domain/input.js'
import type { ModelRecord, TrainingProgress, TrainingRun } from '../domain/model.js'
import type { BackendName } from '../recommender/ranker/tensorflow.js'
import type { Store } from '../store/ports.js'
import { HEARTBEAT_MS, isAbandoned } from './abandoned-runs.js'
import { readArtefact } from './active-model.js'
import { RatedSample } from './sentiment-training.js'
import type { ModelService } from './services.js'
import { comparisonText, type EncodedModel, type TrainingOutcome } from './training.js'
import { trainingDataOf } from './training-data.js'
import type { TrainingMessage, TrainingTask } from './training-worker.js'

interface Dependencies {
  readonly store: Store
  readonly tfBackend: BackendName | null
  readonly seed: number
  /** That a training may keep busy. */
  readonly cores: () => number
  readonly now: () => Date
  /** Told of what nobody is told of otherwise. */
  readonly reportError: (error: unknown) => void
}

/** A training under way in this process. */
interface Job {
  run: TrainingRun
  readonly force: boolean
  readonly listeners: Set<(progress: TrainingProgress) => void>
  /** Ends the work; nothing of it is kept. */
  stop(): void
  ended: Promise<TrainingRun>
}

/** The training runs in a worker thread, so that requests are answered meanwhile. */
export function modelService({ store, tfBackend, seed, cores, now, reportError }: Dependencies): ModelService {
  const { models, trainingRuns } = store
  let job: Job | null = null

  function start(force: boolean): Job {
    const run: TrainingRun = {
      id: randomUUID(),
      status: 'RUNNING',
      startedAt: now(),
      finishedAt: null,
      aliveAt: now(),
      progress: null,
      message: null,
      modelVersion: null,
    }
    const cancelled = new AbortController()
    const listeners: Job['listeners'] = new Set()
    const begun: Job = { run, force, listeners, stop: () => cancelled.abort(), ended: Promise.resolve(run) }
    begun.ended = toItsEnd(begun, cancelled.signal).finally(() => {
      job = null
    })
    return begun
  }

  /** Never rejects: a run that fails, at whatever, is a run that says so. */
  async function toItsEnd(begun: Job, cancelled: AbortSignal): Promise<TrainingRun> {
    let ended: TrainingRun
    const heart = heartbeat(begun)
    try {
      await trainingRuns.put(begun.run)
      const outcome = await work(cancelled, (step, done) => progress(begun, step, done))
      ended = await keep(begun, outcome)
    } catch (error) {
      ended = cancelled.aborted
        ? { ...begun.run, status: 'CANCELLED', message: 'cancelled on request' }
        : { ...begun.run, status: 'FAILED', message: publicMessage(error) }
    }
    await heart.stop()
    begun.run = { ...ended, finishedAt: now(), aliveAt: now() }
    await trainingRuns.put(begun.run).catch(reportError)
    return begun.run
  }

  /** Says now and then that the run goes on, so that no other process takes it for abandoned. */
  function heartbeat(begun: Job): { stop(): Promise<void> } {
    let latest = Promise.resolve()
    const timer = setInterval(() => {
      begun.run = { ...begun.run, aliveAt: now() }
      latest = trainingRuns.put(begun.run).catch(reportError)
    }, HEARTBEAT_MS)
    timer.unref()
    return {
      async stop() {
        clearInterval(timer)
        // Else it could come after the run's last word, and have it run for ever.
        await latest
      },
    }
  }

  /** What the caller or the operator can put right is said; anything else may carry secrets, and is reported. */
  function publicMessage(error: unknown): string {
    if (error instanceof DomainError || error instanceof OperatorError) return error.message
    reportError(error)
    return 'internal error; the log of the process that trained has it'
  }

  function progress(begun: Job, step: string, done: number): void {
    const told = { runId: begun.run.id, step, done }
    begun.run = { ...begun.run, progress: told }
    for (const listener of begun.listeners) listener(told)
  }

  async function work(signal: AbortSignal, onProgress: (step: string, done: number) => void): Promise<TrainingOutcome> {
    onProgress('reading the store', 0)
    const sample = new RatedSample(seed)
    const data = await trainingDataOf(store, review => sample.add(review))
    const active = await activeArtefact()
    const task: TrainingTask = { data, rated: sample.texts, seed, tfBackend, active, cores: cores() }
    signal.throwIfAborted()
    return new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./training-worker.js', import.meta.url), {
        workerData: task,
        transferList: movedWith(task),
      })
      signal.addEventListener('abort', () => void worker.terminate())
      worker.on('message', (message: TrainingMessage) => {
        if (message.type === 'progress') onProgress(message.step, message.done)
        else if (message.type === 'done') resolve(message.outcome)
        else reject(message.expected ? new OperatorError(message.message) : new Error(message.message))
      })
      worker.on('error', reject)
      worker.on('exit', code => reject(new Error(`the training thread ended early (exit code ${code})`)))
    })
  }

  /** Null also where its file is gone. */
  async function activeArtefact(): Promise<EncodedModel | null> {
    const version = await models.activeVersion()
    const artefact = version === null ? null : await models.artefact(version)
    return version === null || artefact === null ? null : { version, artefact }
  }

  /** @throws ConflictError for a model that could not be served: activated, it would fail every request */
  async function checkArtefact(version: string): Promise<void> {
    try {
      await readArtefact(models, version)
    } catch (error) {
      throw error instanceof OperatorError ? new ConflictError(error.message) : error
    }
  }

  /** Saves the model, and activates it unless it is clearly worse than the active one and nobody insists. */
  async function keep(
    { run, force }: Job,
    { artefact, digest, record, comparison }: TrainingOutcome,
  ): Promise<TrainingRun> {
    const trainedAt = now()
    const seconds = (trainedAt.getTime() - run.startedAt.getTime()) / 1000
    const model: ModelRecord = { ...record, version: versionOf(trainedAt, digest), trainedAt, seconds }
    await models.put(model, artefact)
    const ended = { ...run, progress: run.progress && { ...run.progress, done: 1 }, modelVersion: model.version }
    const loss = comparison?.worse ? `clearly worse than the active model: ${comparisonText(comparison)}` : null
    if (loss !== null && !force) return { ...ended, status: 'REFUSED', message: `${loss}; ${remedyOf(model.version)}` }
    await models.activate(model.version)
    return { ...ended, status: 'SUCCEEDED', message: loss && `${loss}; activated all the same, as asked` }
  }

  return {
    async active() {
      const version = await models.activeVersion()
      return version === null ? null : models.get(version)
    },
    get: version => models.get(version),
    async list(first) {
      const limit = checkFirst(first)
      return (await models.list()).slice(0, limit)
    },
    async activate(version) {
      checkId(version, 'version')
      const model = await models.get(version)
      if (!model) throw new NotFoundError('model', version)
      await checkArtefact(version)
      if (!(await models.activate(version))) throw new NotFoundError('model', version)
      return model
    },
    async train({ force = false } = {}) {
      if (job) throw new ConflictError(`training ${job.run.id} is running; wait for it, or cancel it`)
      const other = (await trainingRuns.running()).find(run => !isAbandoned(run, now()))
      if (other)
        throw new ConflictError(`training ${other.id} is running in another process; wait for it, or stop it there`)
      // Another request may have been first meanwhile.
      if (job) throw new ConflictError('a training is running; wait for it, or cancel it')
      job = start(force)
      return job.run
    },
    isTraining: async () => job !== null || (await trainingRuns.running()).some(run => !isAbandoned(run, now())),
    async cancel(runId) {
      if (job?.run.id === runId) {
        job.stop()
        return job.ended
      }
      const run = await trainingRuns.get(checkId(runId, 'id'))
      if (!run) throw new NotFoundError('training run', runId)
      if (run.status === 'RUNNING') throw new ConflictError(`training ${runId} runs in another process; stop it there`)
      return run
    },
    async run(runId) {
      return job?.run.id === runId ? job.run : trainingRuns.get(checkId(runId, 'id'))
    },
    async finished(runId, onProgress) {
      if (job?.run.id !== runId) {
        const run = await trainingRuns.get(checkId(runId, 'id'))
        if (!run) throw new NotFoundError('training run', runId)
        return run
      }
      job.listeners.add(onProgress)
      return job.ended
    },
  }
}

/** The columns of a task pass to the worker, so that no copy of them holds up what this thread answers meanwhile. */
function movedWith({ data, active }: TrainingTask): ArrayBuffer[] {
  const { plays, tags } = data
  const columns = [plays.user, plays.song, plays.count, tags.user, tags.song, tags.tag]
  const whole = active?.artefact.byteLength === active?.artefact.buffer.byteLength ? [active?.artefact] : []
  const buffers = [...columns, ...whole].flatMap(column => (column === undefined ? [] : [column.buffer as ArrayBuffer]))
  return [...new Set(buffers)]
}

function remedyOf(version: string): string {
  return `it is saved as ${version} and not activated: \`npx linernotes models activate ${version}\` (activateModel) does that, \`npx linernotes train --force\` (trainModel(force: true)) trains without this check`
}

/** Sorts by age: the time of the training, then the first of the artefact's digest. */
function versionOf(trainedAt: Date, digest: string): string {
  const time = trainedAt.toISOString().replaceAll(/[-:]/g, '').replace('T', '-').replace(/\..*/, '')
  const milliseconds = String(trainedAt.getUTCMilliseconds()).padStart(3, '0')
  return `${time}${milliseconds}-${digest.slice(0, 8)}`
}
