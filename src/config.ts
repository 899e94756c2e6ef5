import { isIP } from 'node:net'
import { z } from 'zod'

/** What the process was told, checked. */
export interface Config {
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  readonly dataDir: string
  /** Of the MongoDB store; null: the embedded one in dataDir. May hold a password. */
  readonly mongodbUri: string | null
  readonly auth: 'none'
  readonly corsOrigins: readonly string[]
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'
  readonly bodyLimitBytes: number
  readonly maxQueryDepth: number
  readonly maxQueryComplexity: number
  /** Null: native where it works, else wasm. */
  readonly tfBackend: 'native' | 'wasm' | null
}

/** A setting that cannot be used. The message is one line: the variable or flag, its value and the remedy. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/**
 * Every variable with the text that stands for it while it is unset or empty. '' is unset for good.
 * docs/configuration.md explains each; a test compares the two.
 */
export const DEFAULTS = {
  HOST: '127.0.0.1',
  PORT: '4000',
  DATA_DIR: './data',
  MONGODB_URI: '',
  AUTH: 'none',
  CORS_ORIGINS: '',
  LOG_LEVEL: 'warn',
  BODY_LIMIT_BYTES: '2097152',
  MAX_QUERY_DEPTH: '12',
  MAX_QUERY_COMPLEXITY: '10000',
  TF_BACKEND: '',
} as const
export type Variable = keyof typeof DEFAULTS
/** Text of variables, from the environment or from flags of the same meaning. */
export type Settings = Readonly<Partial<Record<Variable, string>>>

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const

const schema = z.object({
  HOST: z.string().refine(isHost, 'use an IP address or a host name, such as 127.0.0.1'),
  PORT: wholeNumber(0, 65_535),
  DATA_DIR: z.string().refine(path => path.trim() !== '' && !path.includes('\0'), 'use the path of a folder'),
  MONGODB_URI: z
    .string()
    .refine(
      uri => uri === '' || /^mongodb(\+srv)?:\/\/[^/]/.test(uri),
      'use mongodb://host:port/database or mongodb+srv://host/database, or unset it, and the embedded store in DATA_DIR is used',
    )
    .transform(uri => uri || null),
  AUTH: z
    .enum(['none', 'keys', 'jwt'], 'use none (keys and jwt are of a later version)')
    .refine(auth => auth === 'none', 'it is not in this version; use none and listen on loopback')
    .transform(() => 'none' as const),
  CORS_ORIGINS: z
    .string()
    .transform(list =>
      list
        .split(',')
        .map(origin => origin.trim())
        .filter(origin => origin !== ''),
    )
    .refine(origins => origins.every(isOrigin), 'use origins such as https://shop.example, separated by commas'),
  LOG_LEVEL: z.enum(LOG_LEVELS, `use one of ${LOG_LEVELS.join(', ')}`),
  BODY_LIMIT_BYTES: wholeNumber(1_024, 1_073_741_824),
  MAX_QUERY_DEPTH: wholeNumber(1, 100),
  MAX_QUERY_COMPLEXITY: wholeNumber(1, 1_000_000_000),
  TF_BACKEND: z
    .enum(['native', 'wasm', ''], 'use native or wasm, or unset it to have the better one found')
    .transform(backend => backend || null),
} satisfies Record<Variable, z.ZodType>)

/**
 * The checked configuration: flags win over the environment, which wins over the defaults.
 * @throws ConfigError for the first setting that cannot be used
 */
export function readConfig(flags: Settings = {}, environment: NodeJS.ProcessEnv = process.env): Config {
  const names = Object.keys(DEFAULTS) as Variable[]
  const settings = names.map(name => [name, flags[name] ?? (environment[name] || DEFAULTS[name])] as const)
  const result = schema.safeParse(Object.fromEntries(settings))
  if (!result.success) {
    const [issue] = result.error.issues
    const name = issue.path[0] as Variable
    throw new ConfigError(`${label(name, flags)}: ${value(name, settings)}${issue.message}`)
  }
  const config = result.data
  if (config.AUTH === 'none' && !isLoopback(config.HOST)) {
    throw new ConfigError(
      `${label('HOST', flags)}: "${config.HOST}" is not a loopback address, and with AUTH=none anybody who reaches it could read and write everything; use 127.0.0.1, and a proxy with a login in front of it`,
    )
  }
  return {
    host: config.HOST,
    port: config.PORT,
    dataDir: config.DATA_DIR,
    mongodbUri: config.MONGODB_URI,
    auth: config.AUTH,
    corsOrigins: config.CORS_ORIGINS,
    logLevel: config.LOG_LEVEL,
    bodyLimitBytes: config.BODY_LIMIT_BYTES,
    maxQueryDepth: config.MAX_QUERY_DEPTH,
    maxQueryComplexity: config.MAX_QUERY_COMPLEXITY,
    tfBackend: config.TF_BACKEND,
  }
}

/** `PORT`, or `--port` where the flag said it. */
function label(name: Variable, flags: Settings): string {
  return flags[name] === undefined ? name : `--${name.toLowerCase().replaceAll('_', '-')}`
}

/** A connection string may hold a password, so it is never shown. */
function value(name: Variable, settings: readonly (readonly [Variable, string])[]): string {
  if (name === 'MONGODB_URI') return ''
  return `${JSON.stringify(settings.find(([each]) => each === name)?.[1])} is not accepted; `
}

function wholeNumber(min: number, max: number) {
  const remedy = `use a whole number, ${min} to ${max}`
  return z
    .string()
    .regex(/^\d{1,15}$/, remedy)
    .transform(Number)
    .refine(number => number >= min && number <= max, remedy)
}

function isHost(host: string): boolean {
  return isIP(host) !== 0 || (host.length <= 253 && /^(?!-)[\w-]+(\.[\w-]+)*$/.test(host))
}

function isLoopback(host: string): boolean {
  return host.toLowerCase() === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

function isOrigin(origin: string): boolean {
  return /^https?:\/\//.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin
}
