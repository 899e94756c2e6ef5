import { Command, InvalidArgumentError, Option } from 'commander'
import type { EvaluateOptions, EvaluationReport } from '../app.js'
import { printJson, printLine, table, whole } from './print.js'
import { progress } from './progress.js'
import { json, wholeBetween } from './session.js'

interface Flags {
  readonly protocol: 'top-n-hash' | 'top-n-files'
  readonly from?: { format: string; path: string }
  readonly meta?: string
  readonly train?: string
  readonly test?: string
  readonly models?: string[]
  readonly core?: number
  readonly k: number
  readonly seed: number
  readonly rankings?: string
  readonly perUser?: string
  readonly json?: boolean
}

export function evaluate(): Command {
  return new Command('evaluate')
    .description('measures recommenders on held-out data; never touches the store')
    .addOption(
      new Option('--protocol <name>', 'how data are held out')
        .choices(['top-n-hash', 'top-n-files'])
        .makeOptionMandatory(),
    )
    .option('--from <format>:<path>', 'the data, in a format of `import`', formatAndPath)
    .option('--meta <path>', 'the side file with titles')
    .option('--train <csv>', 'top-n-files: user,song[,plays] with a header')
    .option('--test <csv>', 'top-n-files: the held-out pairs')
    .option('--models <names>', 'which models, separated by commas (default: all)', names)
    .option('--core <n>', 'first reduce the data to its n-core', wholeBetween(1, 1_000_000))
    .option('--k <n>', 'cut-off of coverage and gini, and one more for the others', wholeBetween(1, 500), 20)
    .option('--seed <n>', 'of every random step', wholeBetween(0, 2 ** 31 - 1), 1)
    .option('--rankings <tsv>', 'write the lists of the final ranker')
    .option('--per-user <tsv>', "write every user's average precision")
    .addOption(json())
    .addHelpText(
      'after',
      '\nExample:\n  $ linernotes evaluate --protocol top-n-hash --from lastfm-hetrec:data/hetrec2011 --models popularity,als --json',
    )
    .action(async (flags: Flags, command: Command) => {
      const held = heldOf(flags)
      if (typeof held === 'string') return command.error(`error: ${held}`)
      const { models = null, k, seed, rankings = null, perUser = null } = flags
      const options = { held, models, k, seed, rankings, perUser }
      const { evaluate } = await import('../app.js')
      const shown = progress()
      let report: EvaluationReport
      try {
        report = await evaluate(options, (step, done) => shown.update(step, done))
      } finally {
        shown.end()
      }
      if (flags.json) printJson(report)
      else printReport(report)
    })
}

const SHOWN = ['recall@20', 'ndcg@20', 'precision@20', 'map@500', 'coverage', 'gini']

/** What the flags say is held out; a text where they do not go together. */
function heldOf({ protocol, from, meta, train, test, core }: Flags): EvaluateOptions['held'] | string {
  const source = from ? { ...from, meta: meta ?? null } : null
  if (meta !== undefined && source === null) return '--meta belongs to --from'
  if (protocol === 'top-n-hash') {
    if (source === null) return 'top-n-hash needs --from <format>:<path>'
    if (train !== undefined || test !== undefined) return '--train and --test belong to top-n-files'
    return { protocol, from: source, core: core ?? null }
  }
  if (train === undefined || test === undefined) return 'top-n-files needs --train <csv> and --test <csv>'
  if (core !== undefined) return '--core belongs to top-n-hash: the files are taken as they are'
  return { protocol, from: source, train, test }
}

function formatAndPath(text: string): { format: string; path: string } {
  const at = text.indexOf(':')
  if (at < 1 || at === text.length - 1) throw new InvalidArgumentError('Use <format>:<path>, such as plays:plays.csv.')
  return { format: text.slice(0, at), path: text.slice(at + 1) }
}

function names(text: string): string[] {
  return [...new Set(text.split(',').map(name => name.trim()))].filter(name => name !== '')
}

function printReport({ protocol, data, models, seconds, peakRssMb }: EvaluationReport): void {
  const { users, songs, train, test } = data
  printLine(
    `${protocol}: ${whole(users)} users, ${whole(songs)} songs, ${whole(train)} train and ${whole(test)} test pairs\n`,
  )
  const rows = Object.entries(models).map(([name, metrics]) => [
    name,
    ...SHOWN.map(metric => metrics[metric]?.toFixed(4) ?? ''),
  ])
  for (const line of table([['', ...SHOWN], ...rows])) printLine(line)
  printLine(`\n${seconds.toFixed(1)} s, ${whole(peakRssMb)} MB at most. --json prints every metric.`)
}
