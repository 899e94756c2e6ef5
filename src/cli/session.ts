import { Command, InvalidArgumentError, Option } from 'commander'
import type { App, Settings } from '../app.js'
import { interruptible } from './interruption.js'

/** Flags that stand for variables of docs/configuration.md. */
export interface SettingFlags {
  readonly host?: string
  readonly port?: string
  readonly dataDir?: string
  readonly corsOrigins?: string
  readonly logLevel?: string
}

export const dataDir = () => new Option('--data-dir <folder>', 'the store (DATA_DIR, ./data)')
export const json = () => new Option('--json', 'print one JSON document and nothing else')

/** A command with the flags of all that use the store. */
export function storeCommand(name: string, description: string, example: string): Command {
  return new Command(name)
    .description(description)
    .addOption(dataDir())
    .addOption(json())
    .addHelpText('after', `\nExample:\n  $ linernotes ${example}`)
}

/**
 * Opens the store for one command and closes it after, also when interrupted.
 * @param use is told by `stop` to end early
 */
export async function withApp<T>(flags: SettingFlags, use: (app: App, stop: AbortSignal) => Promise<T>): Promise<T> {
  // Loaded here, so that help and wrong usage are answered at once.
  const { openApp, readConfig } = await import('../app.js')
  const config = readConfig(settings(flags))
  return interruptible(async stop => {
    const app = await openApp(config, stop)
    try {
      return await use(app, stop)
    } finally {
      await app.close()
    }
  })
}

export function settings({ host, port, dataDir, corsOrigins, logLevel }: SettingFlags): Settings {
  return { HOST: host, PORT: port, DATA_DIR: dataDir, CORS_ORIGINS: corsOrigins, LOG_LEVEL: logLevel }
}

/** A commander parser of numbers from 0 to 1. */
export function share(text: string): number {
  const number = Number(text)
  if (/^\d*\.?\d+$/.test(text) && number <= 1) return number
  throw new InvalidArgumentError('Use a number, 0 to 1.')
}

/** A commander parser of whole numbers. */
export function wholeBetween(min: number, max: number): (text: string) => number {
  return text => {
    const number = Number(text)
    if (/^\d{1,15}$/.test(text) && number >= min && number <= max) return number
    throw new InvalidArgumentError(`Use a whole number, ${min} to ${max}.`)
  }
}
