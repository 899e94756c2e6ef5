import { setTimeout } from 'node:timers/promises'
import mongoose, { type Connection } from 'mongoose'
import { OperatorError, UnavailableError } from '../../domain/errors.js'
import { explained, isAbsence } from './errors.js'

/** An answer that takes longer than this does not come; the driver asks once more where that is safe. */
export const ANSWER_TIMEOUT_MS = 10_000
/** How long a server is looked for before it counts as away. */
const SELECTION_TIMEOUT_MS = 5_000
/** Waits between attempts at the start: each twice the one before. */
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 15_000
/** Where the address names no database. */
const DATABASE = 'linernotes'

export interface ConnectOptions {
  /** Told in one line what is waited for. */
  readonly report: (line: string) => void
  /** Ends the waiting. */
  readonly signal?: AbortSignal
  /** Else ANSWER_TIMEOUT_MS. */
  readonly answerTimeoutMs?: number
  /** Else SELECTION_TIMEOUT_MS. */
  readonly selectionTimeoutMs?: number
  /** After how long a writer that stands still is taken for dead; else TURN_MS (journal.ts). */
  readonly turnMs?: number
}

/**
 * Connects and makes ready, and waits for a server that does not answer yet.
 * @param makeReady begun anew if the server goes away during it
 * @throws OperatorError for an address or credentials that cannot be used; neither is in its message
 */
export async function connect<T>(
  uri: string,
  options: ConnectOptions,
  makeReady: (connection: Connection) => Promise<T>,
): Promise<T> {
  const { report, signal } = options
  let wait = FIRST_WAIT_MS
  let told = false
  for (;;) {
    signal?.throwIfAborted()
    const connection = mongoose.createConnection()
    try {
      await connection.openUri(uri, settingsOf(uri, options)).catch(error => {
        throw isAbsence(error) ? error : unusable(error)
      })
      const ready = await makeReady(connection)
      if (told) report('MongoDB answers.')
      return ready
    } catch (error) {
      await connection.destroy().catch(() => {})
      if (!(error instanceof UnavailableError || isAbsence(error))) throw explained(error)
      if (!told) report(`MongoDB does not answer at ${hostsOf(uri)}; trying again until it does (Ctrl-C ends that).`)
      told = true
    }
    await setTimeout(wait, undefined, signal && { signal }).catch(() => {})
    wait = Math.min(2 * wait, LONGEST_WAIT_MS)
  }
}

export function settingsOf(
  uri: string,
  { answerTimeoutMs, selectionTimeoutMs = SELECTION_TIMEOUT_MS }: ConnectOptions,
) {
  const answer = answerTimeoutMs ?? ANSWER_TIMEOUT_MS
  return {
    appName: 'linernotes',
    autoCreate: false,
    autoIndex: false,
    bufferCommands: false,
    // Durable on most of the servers before it is acknowledged.
    w: 'majority',
    journal: true,
    serverSelectionTimeoutMS: selectionTimeoutMs,
    connectTimeoutMS: selectionTimeoutMs,
    socketTimeoutMS: answer,
    waitQueueTimeoutMS: answer,
    ...(databaseOf(uri) === '' && { dbName: DATABASE }),
  } as const
}

/** Whether the server has transactions: a member of a replica set, or a router of a sharded cluster. */
export async function hasTransactions(connection: Connection): Promise<boolean> {
  const hello = await connection.db?.admin().command({ hello: 1 })
  return hello?.setName !== undefined || hello?.msg === 'isdbgrid'
}

/** `host:port,host:port` of an address, without user, password and options. */
export function hostsOf(uri: string): string {
  const authority = /^[^:]*:\/\/([^?#]*)/.exec(uri)?.[1] ?? ''
  return authority.slice(authority.lastIndexOf('@') + 1).split('/')[0] ?? ''
}

function databaseOf(uri: string): string {
  const authority = /^[^:]*:\/\/([^?#]*)/.exec(uri)?.[1] ?? ''
  return authority.slice(authority.lastIndexOf('@') + 1).split('/')[1] ?? ''
}

/** The driver's own words for a fault in an address may repeat parts of it. */
function unusable(error: unknown): unknown {
  const told = explained(error)
  if (told instanceof OperatorError) return told
  return new OperatorError(
    'MONGODB_URI cannot be used: write it as mongodb://user:password@host:port/database, with every character of user and password but letters and digits percent-encoded',
  )
}
