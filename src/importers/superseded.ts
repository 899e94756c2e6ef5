import { KeyTable } from './key-table.js'

/** What identifies a record: of a review its user and song, of a song its id and ''. */
export interface Keyed {
  /** From 1, below 2³². */
  readonly line: number
  readonly key: readonly [string, string]
}

/** Some lines of a file, at one bit a line up to the last of them. */
export class LineSet {
  private bits = new Uint8Array(1024)

  add(line: number): void {
    if (line >= 8 * this.bits.length) {
      const grown = new Uint8Array(Math.max(2 * this.bits.length, (line >>> 3) + 1))
      grown.set(this.bits)
      this.bits = grown
    }
    this.bits[line >>> 3] |= 1 << (line & 7)
  }

  has(line: number): boolean {
    return ((this.bits[line >>> 3] ?? 0) & (1 << (line & 7))) !== 0
  }
}

/**
 * The lines that a later line of the same key replaces. Knowing them before the second reading of a file makes "the last
 * one wins" hold for a stream, and makes a repeated import see only what it wrote the last time.
 *
 * Nothing of it is on the heap, so that a file may have more keys than that has room for: `KeyTable` while this runs,
 * after it a bit a line. Where two keys pass for one there, the earlier line is taken for replaced.
 */
export async function supersededLines(records: AsyncIterable<Keyed>): Promise<Pick<LineSet, 'has'>> {
  const lastLines = new KeyTable()
  const superseded = new LineSet()
  for await (const { line, key } of records) {
    const before = lastLines.set(key, line)
    if (before !== undefined) superseded.add(before)
  }
  return superseded
}
