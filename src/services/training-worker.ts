import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { OperatorError } from '../domain/errors.js'
import type { TrainingData } from '../domain/training-data.js'
import type { BackendName } from '../recommender/ranker/tensorflow.js'
import { fittingThread } from './fitting-thread.js'
import type { RatedText } from './sentiment-training.js'
import { type EncodedModel, type TrainingOutcome, trainModel } from './training.js'

/** What the worker is given. */
export interface TrainingTask {
  readonly data: TrainingData
  readonly seed: number
  readonly tfBackend: BackendName | null
  readonly rated: readonly RatedText[]
  readonly active: EncodedModel | null
  /** Cores that the training may keep busy. */
  readonly cores: number
}

/** What it tells: progress any number of times, then the outcome or the error's message. */
export type TrainingMessage =
  | { readonly type: 'progress'; readonly step: string; readonly done: number }
  | { readonly type: 'done'; readonly outcome: TrainingOutcome }
  /** `expected`: an OperatorError, whose message is meant to be shown; else the stack, for the log. */
  | { readonly type: 'failed'; readonly message: string; readonly expected: boolean }

/** Beside a thread that answers requests: a server is to stay quick, and a training may take longer. */
const NICENESS = 10
// On Linux this is the calling thread's own; elsewhere it would be that of all threads.
if (process.platform === 'linux') setPriority(NICENESS)

const task: TrainingTask = workerData
const tell = (message: TrainingMessage, moved: ArrayBuffer[] = []) => parentPort?.postMessage(message, moved)

/** Some steps tell of every user, and each message takes the time of two threads. */
const LEAST_MS_BETWEEN = 100
let told = { step: '', at: 0 }
function onProgress(step: string, done: number): void {
  const at = performance.now()
  if (step === told.step && at < told.at + LEAST_MS_BETWEEN) return
  told = { step, at }
  tell({ type: 'progress', step, done })
}

// Caught here: TensorFlow.js's WebAssembly module turns an uncaught error into an abort without a message.
try {
  const { data, cores, ...options } = task
  // One is enough: it has no more to do than this one.
  const other = cores > 1 ? fittingThread() : undefined
  const outcome = await trainModel(data, { ...options, slowFits: other, onProgress }).finally(other?.end)
  // Moved, not copied: a copy of megabytes would hold up what the main thread answers meanwhile.
  tell({ type: 'done', outcome }, [outcome.artefact.buffer as ArrayBuffer])
} catch (error) {
  const expected = error instanceof OperatorError
  const message = error instanceof Error ? ((expected ? error.message : error.stack) ?? error.message) : String(error)
  tell({ type: 'failed', message, expected })
}
