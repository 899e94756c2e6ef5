import { setTimeout } from 'node:timers/promises'
import type { Connection } from 'mongoose'
import { UnavailableError } from '../../domain/errors.js'
import { isAbsence } from './errors.js'
import type { Journal } from './journal.js'
import type { Writer } from './writer.js'

/** How often is looked. */
const EVERY_MS = 2_000

/**
 * Looks at the store now and then, until `close`: finishes a commit that a process left unfinished and that stood still
 * since the last look, and opens the connection anew where the server did not answer twice. The driver would reconnect by
 * itself, but the one of mongoose 9.12 (mongodb 7.8) waits for ever for a socket to drain that was closed in the moment
 * of writing, and what watches the server for it can be what waits.
 * @param answerMs how long an answer may take
 * @param reopen   opens the connection once more; rejects where the server is still away
 */
export function watch(
  { journal, writer, connection }: { journal: Journal; writer: Writer; connection: Connection },
  answerMs: number,
  reopen: () => Promise<unknown>,
): { close(): void } {
  let stood: number | null = null
  let failed = false
  let closed = false
  const look = async () => {
    const { seq, pending } = await withinTime(journal.head(), answerMs)
    if (pending && seq === stood) await writer.write({ load: async () => {}, apply: () => {} })
    stood = pending ? seq : null
    failed = false
  }
  const loop = async () => {
    for (;;) {
      await setTimeout(EVERY_MS, undefined, { ref: false })
      if (closed) return
      try {
        await look()
      } catch (error) {
        // Whoever reads or writes meanwhile is told; here there is nobody to tell.
        if (closed || !(error instanceof UnavailableError || isAbsence(error))) continue
        // Once can be a process that was too busy itself to take the answer; a connection in use is not closed for that.
        if (!failed) {
          failed = true
          continue
        }
        await withinTime(connection.close(), answerMs).catch(() => {})
        if (!closed) await withinTime(reopen(), answerMs).catch(() => {})
      }
    }
  }
  void loop()
  return {
    close() {
      closed = true
    },
  }
}

/** @throws UnavailableError where it takes longer */
export async function withinTime<T>(work: Promise<T>, ms: number): Promise<T> {
  const over = new AbortController()
  const late = setTimeout(ms, undefined, { ref: false, signal: over.signal }).then(() => {
    throw new UnavailableError('the MongoDB server takes too long to answer; try again in a moment')
  })
  late.catch(() => {})
  try {
    return await Promise.race([work, late])
  } finally {
    over.abort()
  }
}
