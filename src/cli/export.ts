import type { Command } from 'commander'
import { plain, printJson, printLine, table, whole } from './print.js'
import { progress } from './progress.js'
import { type SettingFlags, storeCommand, withApp } from './session.js'

export function exportCommand(): Command {
  return storeCommand('export', 'writes all that is in the store into a folder, as JSON lines', 'export ./backup')
    .argument('<dir>', 'a folder that is not there yet, or empty')
    .option('--force', 'replace the export that is there')
    .action((dir: string, { force, json, ...flags }: SettingFlags & { force?: boolean; json?: boolean }) =>
      withApp(flags, async (app, signal) => {
        const shown = progress()
        const report = await app
          .export(dir, { force: force === true, signal, onProgress: (step, done) => shown.update(step, done) })
          .finally(() => shown.end())
        for (const version of report.modelsWithoutArtefact) {
          process.stderr.write(`Model ${plain(version)} was left out: its file is gone.\n`)
        }
        if (json) return printJson(report)
        for (const line of recordsTable(report.records)) printLine(line)
        printLine(`${plain(report.folder)}: ${whole(report.bytes / 1e6)} MB, ${report.seconds.toFixed(1)} s`)
      }),
    )
}

export function recordsTable(records: Readonly<Record<string, number>>): string[] {
  return table([['', 'records'], ...Object.entries(records).map(([noun, count]) => [noun, whole(count)])])
}
