/** What identifies a record: of a review its user and song, of a song its id and ''. */
export interface Keyed {
  readonly line: number
  readonly key: readonly [string, string]
}

/**
 * The lines that a later line of the same key replaces. Knowing them before the second reading of a file makes "the last
 * one wins" hold for a stream, and makes a repeated import see only what it wrote the last time.
 * One entry a distinct key is in memory while this runs; after it, only the lines.
 */
export async function supersededLines(records: AsyncIterable<Keyed>): Promise<Set<number>> {
  const lastLines = new Map<string, Map<string, number>>()
  const superseded = new Set<number>()
  for await (const { line, key } of records) {
    const [first, second] = key
    const lines = lastLines.get(first) ?? new Map<string, number>()
    if (lines.size === 0) lastLines.set(first, lines)
    const before = lines.get(second)
    if (before !== undefined) superseded.add(before)
    lines.set(second, line)
  }
  return superseded
}
