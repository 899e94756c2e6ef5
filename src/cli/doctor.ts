import type { Command } from 'commander'
import type { App, Checkup } from '../app.js'
import { plain, printJson, printLine, table, whole } from './print.js'
import { progress } from './progress.js'
import { type SettingFlags, storeCommand, withApp } from './session.js'

export function doctor(): Command {
  return storeCommand('doctor', 'checks the surroundings and the store, and says what to do', 'doctor --repair')
    .option('--repair', 'put right what can be; nothing else may use the store meanwhile')
    .action(({ repair, json, ...flags }: SettingFlags & { repair?: boolean; json?: boolean }) =>
      withApp(flags, async app => {
        const { OperatorError } = await import('../app.js')
        if (repair) await showing(onProgress => app.repair(onProgress))
        const checkup = await showing(onProgress => app.checkup(onProgress))
        if (json) printJson(checkup)
        else print(checkup, repair === true)
        const { length } = checkup.findings
        if (length > 0)
          throw new OperatorError(`${length === 1 ? 'one thing is' : `${length} things are`} wrong; see above`)
      }),
    )
}

async function showing<T>(work: (onProgress: Parameters<App['checkup']>[0]) => Promise<T>): Promise<T> {
  const shown = progress()
  try {
    return await work((step, done) => shown.update(step, done))
  } finally {
    shown.end()
  }
}

function print({ surroundings, store, counted, findings }: Checkup, repaired: boolean): void {
  for (const line of table([
    ['', ''],
    ...[...surroundings, ...store].map(({ name, value }) => [name, plain(value)]),
  ]).slice(1)) {
    printLine(line)
  }
  printLine(
    `counted  ${whole(counted.songs)} songs, ${whole(counted.users)} users, ${whole(counted.plays)} plays, ${whole(counted.reviews)} reviews, ${whole(counted.tags)} tags`,
  )
  printLine()
  if (findings.length === 0) {
    printLine(repaired ? 'What was wrong is put right. All is well.' : 'All is well.')
  }
  for (const { problem, count, remedy } of findings) {
    printLine(`${count > 1 ? `${whole(count)} × ` : ''}${plain(problem)}`)
    printLine(`  → ${plain(remedy)}`)
  }
}
