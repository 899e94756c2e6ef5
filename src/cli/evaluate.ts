import { Command, InvalidArgumentError, Option } from 'commander'
import type { EvaluationReport } from '../app.js'
import { type Flags, PROTOCOLS, requestOf } from './evaluate-request.js'
import { printJson, printLine, table, whole } from './print.js'
import { progress } from './progress.js'
import { json, share, wholeBetween } from './session.js'

export function evaluate(): Command {
  return new Command('evaluate')
    .description('measures recommenders on held-out data, or the reader of reviews; never touches the store')
    .addOption(
      new Option('--protocol <name>', 'what is measured, and how data are held out')
        .choices(Object.keys(PROTOCOLS))
        .makeOptionMandatory(),
    )
    .option('--from <format>:<path>', 'the data, in a format of `import` or one of labelled texts', formatAndPath)
    .option('--meta <path>', 'the side file with titles')
    .option('--train <csv>', 'top-n-files: user,song[,plays] with a header')
    .option('--test <csv>', 'top-n-files: the held-out pairs')
    .option('--models <names>', 'which models, separated by commas (default: all)', names)
    .option('--core <n>', 'first reduce the data to its n-core', wholeBetween(1, 1_000_000))
    .option(
      '--k <n>',
      'cut-off of coverage, gini and intraListSimilarity, and one more for the others (default: 20)',
      wholeBetween(1, 500),
    )
    .option('--seed <n>', 'of every random step (default: 1)', wholeBetween(0, 2 ** 31 - 1))
    .option('--diversity <share>', 'top-n: asked of the lists of hybrid and mlp, 0 to 1 (default: 0)', share)
    .option('--novelty <share>', 'top-n: the same, away from the popular (default: 0)', share)
    .option('--rankings <tsv>', 'write the lists of the final ranker')
    .option('--per-user <tsv>', "write every user's average precision")
    .option('--min-words <n>', 'sentiment: leave out texts with fewer words', wholeBetween(0, 1_000_000))
    .option('--without <format>:<path>', 'sentiment: leave out texts that are in these data too', formatAndPath)
    .option('--split <name>', 'aspects: only this part of the data, where they name parts')
    .addOption(json())
    .addHelpText(
      'after',
      `
sentiment reads amazon-reviews, sst2, uci, vader and metacritic; aspects reads aste and music-aspects.

Example:
  $ linernotes evaluate --protocol top-n-hash --from lastfm-hetrec:data/hetrec2011 --models popularity,als --json
  $ linernotes evaluate --protocol sentiment --from sst2:data/sst2/test.tsv`,
    )
    .action(async (flags: Flags, command: Command) => {
      const request = requestOf(flags)
      if (typeof request === 'string') return command.error(`error: ${request}`)
      const { evaluate } = await import('../app.js')
      const shown = progress()
      let report: EvaluationReport
      try {
        report = await evaluate(request, (step, done) => shown.update(step, done))
      } finally {
        shown.end()
      }
      if (flags.json) printJson(report)
      else printReport(report, PROTOCOLS[flags.protocol].shown)
    })
}

function formatAndPath(text: string): { format: string; path: string } {
  const at = text.indexOf(':')
  if (at < 1 || at === text.length - 1) throw new InvalidArgumentError('Use <format>:<path>, such as plays:plays.csv.')
  return { format: text.slice(0, at), path: text.slice(at + 1) }
}

function names(text: string): string[] {
  return [...new Set(text.split(',').map(name => name.trim()))].filter(name => name !== '')
}

/** @param columns the metrics to show, of those that the report has */
function printReport(
  { protocol, data, models, seconds, peakRssMb }: EvaluationReport,
  columns: readonly string[],
): void {
  const { users, songs, train, test } = data
  const size =
    users > 0
      ? `${whole(users)} users, ${whole(songs)} songs, ${whole(train)} train and ${whole(test)} test pairs`
      : `${whole(test)} texts`
  printLine(`${protocol}: ${size}\n`)
  const shown = columns.filter(metric => Object.values(models).some(metrics => metrics[metric] !== undefined))
  const rows = Object.entries(models).map(([name, metrics]) => [
    name,
    ...shown.map(metric => metrics[metric]?.toFixed(4) ?? ''),
  ])
  for (const line of table([['', ...shown], ...rows])) printLine(line)
  printLine(`\n${seconds.toFixed(1)} s, ${whole(peakRssMb)} MB at most. --json prints every metric.`)
}
