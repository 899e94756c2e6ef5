import { parentPort } from 'node:worker_threads'
import { fitAls } from '../recommender/cf/als.js'
import { servedEase } from '../recommender/cf/served-ease.js'
import type { SlowFits } from '../recommender/fit-sources.js'

/** What the worker is asked, one fit after the other. */
export type Fitting = {
  [F in keyof SlowFits]: { readonly fit: F; readonly args: Parameters<SlowFits[F]> }
}[keyof SlowFits]
/** What it answers, in the same order. */
export type Fitted = { readonly model: Awaited<ReturnType<SlowFits[keyof SlowFits]>> } | { readonly error: unknown }

function fitted(asked: Fitting) {
  return asked.fit === 'ease' ? servedEase(...asked.args) : fitAls(...asked.args)
}

parentPort?.on('message', (asked: Fitting) => {
  try {
    const model = fitted(asked)
    const buffers = Object.values(model).flatMap(part => (ArrayBuffer.isView(part) ? [part.buffer as ArrayBuffer] : []))
    parentPort?.postMessage({ model } satisfies Fitted, buffers)
  } catch (error) {
    parentPort?.postMessage({ error } satisfies Fitted)
  }
})
