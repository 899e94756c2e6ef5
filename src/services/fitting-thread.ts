import { Worker } from 'node:worker_threads'
import type { SlowFits } from '../recommender/fit-sources.js'
import type { Fitted, Fitting } from './fitting-worker.js'

/** Another thread that makes the slow fits, one after the other in the order in which they are asked for. */
export interface FittingThread extends SlowFits {
  /** To be called when all are made: else this thread does not end either. */
  end(): Promise<unknown>
}

export function fittingThread(): FittingThread {
  const worker = new Worker(new URL('./fitting-worker.js', import.meta.url))
  const waiting: { resolve(model: never): void; reject(error: unknown): void }[] = []
  worker.on('message', (answer: Fitted) => {
    const asker = waiting.shift()
    if ('model' in answer) asker?.resolve(answer.model as never)
    else asker?.reject(answer.error)
  })
  worker.on('error', error => {
    for (const { reject } of waiting.splice(0)) reject(error)
  })
  const ask = <M>(asked: Fitting) =>
    new Promise<M>((resolve, reject) => {
      waiting.push({ resolve, reject })
      worker.postMessage(asked)
    })
  return {
    ease: (...args) => ask({ fit: 'ease', args }),
    als: (...args) => ask({ fit: 'als', args }),
    end: () => worker.terminate(),
  }
}
