/** Ctrl-C or a polite kill ended the work. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}

/**
 * The work's own end, or Interrupted at the first SIGINT or SIGTERM. A second signal kills the process, as it does by
 * default. The work is not told: the caller closes what it uses.
 */
export async function interruptible<T>(work: () => Promise<T>): Promise<T> {
  const signals = ['SIGINT', 'SIGTERM'] as const
  let stop: () => void = () => {}
  const interrupted = new Promise<never>((_, reject) => {
    stop = () => {
      for (const signal of signals) process.off(signal, stop)
      reject(new Interrupted())
    }
  })
  for (const signal of signals) process.on(signal, stop)
  try {
    return await Promise.race([work(), interrupted])
  } finally {
    for (const signal of signals) process.off(signal, stop)
  }
}
