import { setTimeout } from 'node:timers/promises'
import { Command } from 'commander'
import type { App } from '../app.js'
import { showOn } from './import.js'
import { aborted, Interrupted } from './interruption.js'
import { printLine } from './print.js'
import { progress } from './progress.js'
import { keepReadAnew, readAnew } from './read-anew.js'
import { dataDir, type SettingFlags, withApp } from './session.js'
import { trainToTheEnd } from './train.js'

/** How often is looked whether another process has trained. */
const WAIT_MS = 500

export function serve(): Command {
  return new Command('serve')
    .description('answers GraphQL until Ctrl-C')
    .option('--host <address>', 'where to listen (HOST, 127.0.0.1)')
    .option('--port <number>', 'its port, 0 for any free one (PORT, 4000)')
    .addOption(dataDir())
    .option('--cors-origins <list>', 'web origins that may call it (CORS_ORIGINS, none)')
    .option('--log-level <level>', 'what is logged (LOG_LEVEL, warn)')
    .option('--demo', 'load the demo catalogue into an empty store, and train where there is no model')
    .addHelpText('after', '\nExample:\n  $ linernotes serve --port 8080 --data-dir ./music')
    .action(async ({ demo, ...flags }: SettingFlags & { demo?: boolean }) => {
      try {
        await withApp(flags, (app, stop) => run(app, demo === true, stop))
      } catch (error) {
        // Ctrl-C is how a server ends, whatever it was doing.
        if (!(error instanceof Interrupted)) throw error
        say('Stopped.')
      }
    })
}

/** Listens before the demo is made ready: a taken port shows at once, and what is there already is served. */
async function run(app: App, demo: boolean, stop: AbortSignal): Promise<void> {
  const server = await app.serve()
  let reading: Promise<void> | null = null
  try {
    if (demo) await prepareDemo(app, stop)
    reading = keepReadAnew(app, stop)
    if (!stop.aborted) {
      const model = await app.servedModel()
      if (model) say(`Model ${model.version}, its ranker trained by TensorFlow.js on ${model.backend}.`)
      printLine(`Linernotes answers at ${server.url}`)
      printLine(`Try: ${query(server.url, (await someUser(app)) ?? 'somebody')}`)
    }
    await aborted(stop)
  } finally {
    await reading
    await server.close()
  }
}

async function prepareDemo(app: App, stop: AbortSignal): Promise<void> {
  if (await app.demoIsDue()) {
    for (const noun of ['songs', 'plays', 'reviews', 'tags'] as const) {
      if (stop.aborted) return
      say(`Loading the demo catalogue: ${noun} …`)
      const shown = progress()
      try {
        await app.import(noun, app.demoFile(noun), { signal: stop, onProgress: showOn(shown) })
      } finally {
        shown.end()
      }
    }
  }
  if (stop.aborted || (await app.services.models.active()) !== null) return
  if ((await someUser(app)) === null) return say('No plays and no reviews: nothing to train on yet.')
  if (await othersTrained(app, stop)) return
  say('Training a model …')
  await trainToTheEnd(app, stop)
  // Here and not in the background: who tries the demo gets the same answers each time.
  await readAnew(app, stop)
}

/** Waits while another process is training. @returns whether there is a model now, or no more time */
async function othersTrained({ services }: App, stop: AbortSignal): Promise<boolean> {
  for (let told = false; !stop.aborted; told = true) {
    if (!(await services.models.isTraining())) return (await services.models.active()) !== null
    if (!told) say('Another process is training a model, or was until it ended without a word. Waiting …')
    await setTimeout(WAIT_MS, undefined, { signal: stop }).catch(() => {})
  }
  return true
}

/** Somebody who played or reviewed something; null where nobody did. */
async function someUser({ store }: App): Promise<string | null> {
  for await (const { userId } of store.plays.all()) return userId
  for await (const { userId } of store.reviews.all()) return userId
  return null
}

/** A line for a POSIX shell that works as it stands, whatever is in the id. */
function query(url: string, userId: string): string {
  const document =
    'query ($user: ID!) { recommendations(userId: $user, first: 5) { edges { node { song { title artist } score reasons { text } } } } }'
  const body = JSON.stringify({ query: document, variables: { user: userId } }).replaceAll("'", "'\\''")
  return `curl -s ${url} -H 'content-type: application/json' -d '${body}'`
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
