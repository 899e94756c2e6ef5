import { Command } from 'commander'
import type { App } from '../app.js'
import { Interrupted } from './interruption.js'
import { printLine, whole } from './print.js'
import { progress } from './progress.js'
import { dataDir, type SettingFlags, withApp } from './session.js'
import { trainToTheEnd } from './train.js'

export function serve(): Command {
  return new Command('serve')
    .description('answers GraphQL until Ctrl-C')
    .option('--host <address>', 'where to listen (HOST, 127.0.0.1)')
    .option('--port <number>', 'its port, 0 for any free one (PORT, 4000)')
    .addOption(dataDir())
    .option('--cors-origins <list>', 'web origins that may call it (CORS_ORIGINS, none)')
    .option('--log-level <level>', 'what is logged (LOG_LEVEL, info)')
    .option('--demo', 'load the demo catalogue into an empty store, and train where there is no model')
    .addHelpText('after', '\nExample:\n  $ linernotes serve --port 8080 --data-dir ./music')
    .action(async ({ demo, ...flags }: SettingFlags & { demo?: boolean }) => {
      try {
        await withApp(flags, app => run(app, demo === true))
      } catch (error) {
        // Ctrl-C is how a server ends, whatever it was doing.
        if (!(error instanceof Interrupted)) throw error
        say('Stopped.')
      }
    })
}

/** Listens before the demo is made ready: a taken port shows at once, and what is there already is served. */
async function run(app: App, demo: boolean): Promise<never> {
  const { url } = await app.serve()
  if (demo) await prepareDemo(app)
  printLine(`Linernotes answers at ${url}`)
  printLine(`Try: ${query(url, await someUser(app))}`)
  return new Promise(() => {})
}

async function prepareDemo(app: App): Promise<void> {
  const { songCount } = await app.store.songs.catalogueTotals()
  if (songCount === 0) {
    say('Loading the demo catalogue …')
    const shown = progress()
    const report = await app.importDemo(done => shown.update('demo catalogue', done))
    shown.end()
    say(`Loaded ${whole(report.songs)} songs, ${whole(report.plays)} plays and ${whole(report.reviews)} reviews.`)
  }
  if ((await app.services.models.active()) === null) {
    say('Training a model …')
    await trainToTheEnd(app)
  }
}

/** Somebody with plays; without any, a name that gets what is popular. */
async function someUser(app: App): Promise<string> {
  for await (const { userId } of app.store.plays.all()) return userId
  return 'somebody'
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
