/** Ctrl-C or a polite kill ended the work. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}

/** How long work may take to stop by itself. */
const GRACE_MS = 2_000
/** A signal so soon after the first is the same one: npm passes Ctrl-C on to a process that the terminal told already. */
const SAME_MS = 500

/**
 * Runs work until its end, or until SIGINT or SIGTERM: then `stop` is aborted, and the work has a moment to end in an
 * orderly way. A later signal kills the process, as it does by default.
 * @throws Interrupted after a signal, whatever became of the work
 */
export async function interruptible<T>(work: (stop: AbortSignal) => Promise<T>): Promise<T> {
  const signals = ['SIGINT', 'SIGTERM'] as const
  const stop = new AbortController()
  const release = () => {
    for (const signal of signals) process.off(signal, onSignal)
  }
  let endOfGrace: NodeJS.Timeout | undefined
  let giveUp: (reason: Interrupted) => void = () => {}
  const tooLong = new Promise<never>((_, reject) => {
    giveUp = reject
  })
  const onSignal = () => {
    if (stop.signal.aborted) return
    setTimeout(release, SAME_MS).unref()
    stop.abort(new Interrupted())
    endOfGrace = setTimeout(() => giveUp(new Interrupted()), GRACE_MS)
  }
  for (const signal of signals) process.on(signal, onSignal)
  try {
    const result = await Promise.race([work(stop.signal), tooLong])
    stop.signal.throwIfAborted()
    return result
  } catch (error) {
    throw stop.signal.aborted ? new Interrupted() : error
  } finally {
    clearTimeout(endOfGrace)
    if (!stop.signal.aborted) release()
  }
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise(resolve => signal.addEventListener('abort', () => resolve(), { once: true }))
}
