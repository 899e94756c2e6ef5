import type { Command } from 'commander'
import { recordsTable } from './export.js'
import { plain, printJson, printLine, whole } from './print.js'
import { progress } from './progress.js'
import { type SettingFlags, storeCommand, withApp } from './session.js'

export function restore(): Command {
  return storeCommand('restore', 'fills an empty store from an export, which it verifies first', 'restore ./backup')
    .argument('<dir>', 'the folder that `export` wrote')
    .option('--merge', 'add to a store that is not empty: the export wins, plays never become fewer')
    .action((dir: string, { merge, json, ...flags }: SettingFlags & { merge?: boolean; json?: boolean }) =>
      withApp(flags, async (app, signal) => {
        const shown = progress()
        const report = await app
          .restore(dir, { merge: merge === true, signal, onProgress: (step, done) => shown.update(step, done) })
          .finally(() => shown.end())
        if (json) return printJson(report)
        for (const line of recordsTable(report.records)) printLine(line)
        if (report.skipped > 0) {
          printLine(`${whole(report.skipped)} records were left out: their songs were removed during the export`)
        }
        printLine(`${plain(report.folder)}: ${report.seconds.toFixed(1)} s`)
      }),
    )
}
