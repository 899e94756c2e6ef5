import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { analyze } from './analyze.js'
import { doctor } from './doctor.js'
import { eraseUser } from './erase-user.js'
import { evaluate } from './evaluate.js'
import { exportCommand } from './export.js'
import { importCommand } from './import.js'
import { Interrupted } from './interruption.js'
import { models } from './models.js'
import { recommend } from './recommend.js'
import { replay } from './replay.js'
import { restore } from './restore.js'
import { serve } from './serve.js'
import { stats } from './stats.js'
import { train } from './train.js'

const COMMANDS = [
  serve,
  importCommand,
  stats,
  train,
  recommend,
  analyze,
  evaluate,
  models,
  replay,
  exportCommand,
  restore,
  eraseUser,
  doctor,
]

/** Exit codes of every command. */
const OK = 0
const FAILED = 1
const WRONG_USAGE = 2

/**
 * Runs one command. Errors end here, on stderr: one line for what the caller can put right, else the stack.
 * @param args what follows the program's name
 * @returns the exit code
 */
export async function main(args: readonly string[]): Promise<number> {
  endWithTheReader()
  const program = new Command('linernotes')
    .option('--version', 'print the version')
    .on('option:version', printVersion)
    .description('A music recommendation API that reads reviews.')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', '\nExample:\n  $ linernotes serve --demo\n\nSettings: see docs/configuration.md')
  for (const command of COMMANDS) {
    program.addCommand(command())
  }
  for (const command of [program, ...program.commands, ...program.commands.flatMap(each => each.commands)]) {
    command.exitOverride().showHelpAfterError('(add --help for how to use it)')
  }
  try {
    await program.parseAsync(args, { from: 'user' })
    return OK
  } catch (error) {
    return report(error)
  }
}

/** The compiled program lies in dist/, beside which the package says its version. */
function printVersion(): never {
  const manifest: { version: string } = JSON.parse(
    readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
  )
  process.stdout.write(`${manifest.version}\n`)
  throw new CommanderError(OK, 'commander.version', manifest.version)
}

function report(error: unknown): number {
  if (error instanceof CommanderError) {
    // Commander has printed it. Help that was asked for is no error; help for want of a command is.
    return error.exitCode === 0 ? OK : WRONG_USAGE
  }
  if (!(error instanceof Error)) return say(String(error), FAILED)
  if (error instanceof Interrupted) return say('Stopped.', FAILED)
  if (error.name === 'ConfigError') return say(error.message, WRONG_USAGE)
  if ('code' in error && error.code === 'BAD_USER_INPUT') return say(error.message, WRONG_USAGE)
  // Domain errors have a code, failures of the system a system call; both say what is wrong in one line.
  const code = 'code' in error ? error.code : null
  const isPlain = ['NOT_FOUND', 'CONFLICT', 'SERVICE_UNAVAILABLE'].includes(String(code))
  if (error.name === 'OperatorError' || 'syscall' in error || isPlain) return say(error.message, FAILED)
  return say(error.stack ?? error.message, FAILED)
}

function say(line: string, code: number): number {
  process.stderr.write(`linernotes: ${line}\n`)
  return code
}

/** `linernotes … | head` closes our stdout early: nobody reads on, so there is nothing left to do. */
function endWithTheReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? OK : FAILED)
  })
}
