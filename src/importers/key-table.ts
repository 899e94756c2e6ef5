import { hash } from 'node:crypto'

const FIRST_SLOTS = 1024
/** Of the slots; above it, looking for a free one gets slow. */
const FULL = 0.75
const GROWTH = 1.5

/**
 * A number in [0, 2³²) by key, for more keys than the heap has room for: 16 to 24 bytes a key however long it is, all of
 * them outside the heap, and as much again for a moment while it grows.
 *
 * Of a key only 64 bits of its SHA-256 are kept, so two keys may pass for one: among n keys with a chance of n² / 2⁶⁵,
 * 6 in 10⁸ for 1.5 million and 3 in 10⁴ for 100 million. Whoever asks must be able to live with that.
 */
export class KeyTable {
  private size = 0
  private values = new Uint32Array(FIRST_SLOTS)
  /** Two a slot; the first is 0 where the slot is free. */
  private hashes = new Uint32Array(2 * FIRST_SLOTS)

  get(key: readonly string[]): number | undefined {
    const slot = this.slotOf(...hashOf(key))
    return this.hashes[2 * slot] === 0 ? undefined : this.values[slot]
  }

  /**
   * @returns what `key` had before
   * @throws RangeError if `value` is no integer in [0, 2³²)
   */
  set(key: readonly string[], value: number): number | undefined {
    if (value !== value >>> 0) throw new RangeError(`${value} is not an integer from 0 to 2³² - 1`)
    const [first, second] = hashOf(key)
    const slot = this.slotOf(first, second)
    if (this.hashes[2 * slot] !== 0) {
      const before = this.values[slot]
      this.values[slot] = value
      return before
    }
    this.put(slot, first, second, value)
    this.size++
    if (this.size > FULL * this.values.length) this.grow()
    return undefined
  }

  /** The slot with this hash, or the free one where it belongs. */
  private slotOf(first: number, second: number): number {
    const { hashes, values } = this
    let slot = second % values.length
    while (hashes[2 * slot] !== 0 && (hashes[2 * slot] !== first || hashes[2 * slot + 1] !== second)) {
      slot = (slot + 1) % values.length
    }
    return slot
  }

  private put(slot: number, first: number, second: number, value: number): void {
    this.hashes[2 * slot] = first
    this.hashes[2 * slot + 1] = second
    this.values[slot] = value
  }

  private grow(): void {
    const { hashes, values } = this
    this.values = new Uint32Array(Math.ceil(values.length * GROWTH))
    this.hashes = new Uint32Array(2 * this.values.length)
    for (const [slot, value] of values.entries()) {
      const [first, second] = [hashes[2 * slot], hashes[2 * slot + 1]]
      if (first !== 0) this.put(this.slotOf(first, second), first, second, value)
    }
  }
}

/** JSON, since it keeps the parts apart, and half a surrogate pair from any other. The first number is never 0. */
function hashOf(key: readonly string[]): [number, number] {
  const digest = hash('sha256', JSON.stringify(key), 'buffer')
  return [digest.readUInt32LE(0) || 1, digest.readUInt32LE(4)]
}
