/**
 * `task` run once at a time. A call while it runs is answered by the run after it, which all such calls share: the run
 * under way may have read the store before the caller's last write.
 */
export function coalesced(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null
  const start = () => {
    running = task().finally(() => {
      running = null
    })
    return running
  }
  return () => {
    if (running === null) return start()
    next ??= running
      .catch(() => {}) // told to those who asked for that run
      .then(() => {
        next = null
        return start()
      })
    return next
  }
}
