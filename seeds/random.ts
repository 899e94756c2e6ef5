/**
 * A seeded stream of numbers (mulberry32, seeded by 32-bit FNV-1a of a name). One stream for each purpose, so that a
 * change of one part leaves the others' numbers alone.
 */
export class Random {
  private state: number

  constructor(name: string) {
    this.state = fnv1a(name)
    // FNV hardly mixes the last characters: without these draws `user-001` and `user-002` start alike.
    for (let i = 0; i < 4; i++) this.next()
  }

  /** In [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  /** Integer in [low, high]. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** Mean 0, variance 1: the sum of 12 uniforms less 6, which gives the same bits on every platform. */
  normal(): number {
    let sum = -6
    for (let i = 0; i < 12; i++) sum += this.next()
    return sum
  }

  /** @throws RangeError for an empty list: there is nothing to pick. */
  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('pick: the list is empty; give at least one entry')
    return list[Math.floor(this.next() * list.length)]
  }

  /** `count` distinct entries, or all where there are fewer, in random order. */
  sample<T>(list: readonly T[], count: number): T[] {
    return this.sampleWeighted(list, count, () => 0)
  }

  /**
   * Without replacement, chance ∝ exp(logWeight) at each draw: the largest of logWeight + Gumbel noise
   * (Plackett–Luce). Ties keep the list's order.
   */
  sampleWeighted<T>(list: readonly T[], count: number, logWeight: (entry: T) => number): T[] {
    return list
      .map(entry => ({ entry, key: logWeight(entry) - Math.log(-Math.log(this.next() + 1e-12)) }))
      .sort((a, b) => b.key - a.key)
      .slice(0, count)
      .map(({ entry }) => entry)
  }
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash
}

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))

/** Rounded to `digits` decimals; never -0, which JSON would write as 0 anyhow. */
export function round(value: number, digits: number): number {
  const scale = 10 ** digits
  return Math.round(value * scale) / scale + 0
}
