import { Argument, type Command } from 'commander'
import type { ImportReport } from '../app.js'
import { plain, printJson, printLine, table, whole } from './print.js'
import { type Progress, progress } from './progress.js'
import { type SettingFlags, storeCommand, withApp } from './session.js'

/** The names that the importers know; a test compares. */
export const FORMATS = [
  'lastfm-hetrec',
  'amazon-reviews',
  'msd-triplets',
  'msd-songs',
  'audioscrobbler',
  'songs',
  'plays',
  'reviews',
  'tags',
]

export function importCommand(): Command {
  return storeCommand(
    'import',
    'loads data of a public format, or our own songs, plays, reviews and tags (JSON lines or CSV, .gz too)',
    'import songs songs.csv',
  )
    .addArgument(new Argument('<format>', 'what is in the file').choices(FORMATS))
    .argument('<path>', 'the file; for lastfm-hetrec and audioscrobbler the folder')
    .option('--meta <path>', 'the side file with titles, where it does not lie beside the path')
    .action(
      (format: string, path: string, { meta, json, ...flags }: SettingFlags & { meta?: string; json?: boolean }) =>
        withApp(flags, async (app, signal) => {
          const shown = progress()
          let report: ImportReport
          try {
            report = await app.import(format, path, { meta: meta ?? null, signal, onProgress: showOn(shown) })
          } finally {
            shown.end()
          }
          if (!report.complete) return
          warnOf(report.badLines)
          if (json) printJson(report)
          else printReport(report)
        }),
    )
}

/** How far an import is, by the bytes that it has read. */
export function showOn(shown: Progress) {
  return ({ bytesRead, bytesTotal }: { bytesRead: number; bytesTotal: number }) =>
    shown.update('importing', bytesTotal === 0 ? 0 : bytesRead / bytesTotal)
}

function warnOf({ count, first }: ImportReport['badLines']): void {
  for (const { file, line, message } of first) process.stderr.write(`${file}:${line}: ${plain(message)}\n`)
  if (count > 0)
    process.stderr.write(
      `${whole(count)} bad lines were skipped${count > first.length ? ', the first are above' : ''}.\n`,
    )
}

function printReport({ songs, plays, reviews, tags, skipped, seconds }: ImportReport): void {
  const rows = [
    ['songs', songs.added, songs.replaced, songs.unchanged],
    ['plays', plays.recorded, 0, plays.repeated],
    ['reviews', reviews.added, reviews.replaced, reviews.unchanged],
    ['tags', tags.added, 0, tags.unchanged],
  ] as const
  const lines = rows.map(([noun, ...counts]) => [noun, ...counts.map(whole)])
  for (const line of table([['', 'added', 'replaced', 'unchanged'], ...lines])) printLine(line)
  for (const { reason, count } of skipped) printLine(`${whole(count)} lines of no use: ${plain(reason)}`)
  printLine(`${seconds.toFixed(1)} s`)
}
