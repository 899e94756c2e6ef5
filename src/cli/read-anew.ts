import { setTimeout } from 'node:timers/promises'
import type { App } from '../app.js'
import { whole } from './print.js'
import { progress } from './progress.js'

/** How often is looked whether another model, with a sentiment layer of its own, became active. */
const LOOK_MS = 2_000

/** Reads anew what another version of the reader has read: after an update of it, and after another model became active. */
export async function readAnew(app: App, stop: AbortSignal): Promise<void> {
  // Without reviews the model, which may be large, need not be looked at.
  if ((await app.store.songs.catalogueTotals()).reviewCount === 0) return
  const shown = progress()
  try {
    const { changed } = await app.reanalyze({
      signal: stop,
      onProgress: (done, changed) => {
        if (changed > 0) shown.update('Reviews of another version are read anew', done)
      },
    })
    if (changed > 0) say(`${whole(changed)} reviews were read anew.`)
  } finally {
    shown.end()
  }
}

/** In the background of a server, now and whenever the version changes, by whichever process. */
export async function keepReadAnew(app: App, stop: AbortSignal): Promise<void> {
  let last = ''
  let told = ''
  while (!stop.aborted) {
    try {
      const version = await app.readerVersion()
      if (version !== last) await readAnew(app, stop)
      last = version
    } catch (error) {
      // Serving does not depend on it: it is tried again, and told once.
      const message = error instanceof Error ? error.message : String(error)
      if (message !== told) say(`Reading reviews anew stopped: ${message}`)
      told = message
    }
    await setTimeout(LOOK_MS, undefined, { signal: stop, ref: false }).catch(() => {})
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
