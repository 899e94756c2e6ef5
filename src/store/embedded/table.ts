import type { Database } from 'lmdb'
import { decodeKey, encodeKey, type Key, type Layout } from './keys.js'

/** A value of JSON. JSON keeps every string as it is, lone surrogates too, which UTF-8 alone would not. */
type Json = string | number | boolean | null | object

export interface Entry<K, V> {
  readonly key: K
  readonly value: V
}

export interface RangeOptions<K> {
  /** Left out, with everything before it. */
  readonly after?: K | undefined
  readonly limit?: number
}

/** What a table needs of its environment. */
export interface Surroundings {
  /** Says of what LMDB throws when pages are damaged what can be done. */
  explained(error: unknown): unknown
  /** @see Environment.rest */
  rest(passed: number): Promise<void>
}

/**
 * A named db of the environment, its keys in parts. What is put or removed within `Environment.write` is kept aside,
 * seen by `get` and `has` there, and written when all of the change has been worked out: so a change that throws leaves
 * nothing behind. (LMDB's nested transactions would do the same at three times the cost.)
 */
export class Table<K extends Key, V extends Json> {
  private readonly pending = new Map<string, V | undefined>()
  private db: Database<V, Uint8Array>

  constructor(
    private readonly open: () => Database<V, Uint8Array>,
    private readonly layout: Layout,
    private readonly environment: Surroundings,
  ) {
    this.db = open()
  }

  /** Once the environment is another. */
  reopen(): void {
    this.db = this.open()
  }

  get(...key: K): V | undefined {
    const bytes = encodeKey(key)
    if (this.pending.size > 0) {
      const name = bytes.toString('latin1')
      if (this.pending.has(name)) return this.pending.get(name)
    }
    return this.read(() => this.db.get(bytes))
  }

  has(...key: K): boolean {
    const bytes = encodeKey(key)
    const name = this.pending.size > 0 ? bytes.toString('latin1') : ''
    return this.pending.has(name) ? this.pending.get(name) !== undefined : this.read(() => this.db.doesExist(bytes))
  }

  put(key: K, value: V): void {
    this.pending.set(encodeKey(key).toString('latin1'), value)
  }

  remove(...key: K): void {
    this.pending.set(encodeKey(key).toString('latin1'), undefined)
  }

  /**
   * Entries whose keys begin with the parts `prefix`, in order, as they were before the present write. To be gone through
   * without waiting in between: see `Environment.rest`.
   */
  *range(prefix: Key, { after, limit }: RangeOptions<K> = {}): Generator<Entry<K, V>> {
    const start = Buffer.from(encodeKey(after ?? prefix))
    const options = {
      start: after === undefined ? start : Buffer.concat([start, Buffer.of(0)]),
      end: Buffer.concat([encodeKey(prefix), Buffer.of(0xff)]),
      ...(limit === undefined ? {} : { limit }),
    }
    const entries = this.read(() => this.db.getRange(options)[Symbol.iterator]())
    for (;;) {
      const next = this.read(() => entries.next())
      if (next.done) return
      yield { key: decodeKey(next.value.key, this.layout) as Key as K, value: next.value.value }
    }
  }

  /** To be awaited after every batch of a long run through the table. @param passed entries of the batch */
  rest(passed: number): Promise<void> {
    return this.environment.rest(passed)
  }

  /** How many entries there are, without those of the present write. */
  size(): number {
    return this.read(() => (this.db.getStats() as { entryCount: number }).entryCount)
  }

  private read<T>(from: () => T): T {
    try {
      return from()
    } catch (error) {
      throw this.environment.explained(error)
    }
  }

  /** Writes what was kept aside, within LMDB's transaction. @returns how many entries */
  apply(): number {
    const { size } = this.pending
    for (const [name, value] of this.pending) {
      const bytes = Buffer.from(name, 'latin1')
      if (value === undefined) this.db.remove(bytes)
      else this.db.put(bytes, value)
    }
    this.discard()
    return size
  }

  discard(): void {
    if (this.pending.size > 0) this.pending.clear()
  }
}
