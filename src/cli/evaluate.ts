import { Command, InvalidArgumentError, Option } from 'commander'
import type { EvaluationReport } from '../app.js'
import { interruptible } from './interruption.js'
import { printJson, printLine, table, whole } from './print.js'
import { progress } from './progress.js'
import { json, wholeBetween } from './session.js'

interface Flags {
  readonly protocol: 'top-n-hash' | 'top-n-files'
  readonly from?: { format: string; path: string }
  readonly meta?: string
  readonly train?: string
  readonly test?: string
  readonly models: string[]
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
    .option('--models <names>', 'which models, separated by commas', names, DEFAULT_MODELS)
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
      const fault = faultOf(flags)
      if (fault) command.error(`error: ${fault}`)
      const { evaluate } = await import('../app.js')
      const shown = progress()
      const { json, ...options } = flags
      try {
        const report = await interruptible(() => evaluate(options, (step, done) => shown.update(step, done)))
        shown.end()
        if (json) printJson(report)
        else printReport(report)
      } finally {
        shown.end()
      }
    })
}

const DEFAULT_MODELS = ['popularity', 'itemKnn', 'als', 'mlp']
const SHOWN = ['recall@20', 'ndcg@20', 'precision@20', 'map@500', 'coverage', 'gini']

function faultOf({ protocol, from, train, test, meta }: Flags): string | null {
  const hasFiles = train !== undefined && test !== undefined
  if (protocol === 'top-n-files' && !hasFiles) return 'top-n-files needs --train <csv> and --test <csv>'
  if (protocol === 'top-n-hash' && from === undefined) return 'top-n-hash needs --from <format>:<path>'
  if (protocol === 'top-n-hash' && (train ?? test) !== undefined) return '--train and --test belong to top-n-files'
  if (meta !== undefined && from === undefined) return '--meta belongs to --from'
  return null
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
