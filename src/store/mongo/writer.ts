import { setImmediate } from 'node:timers/promises'
import { explained } from './errors.js'
import type { Journal } from './journal.js'
import type { Tables } from './schema.js'
import { Unit } from './unit.js'
import { withinTime } from './watch.js'

/** A write: first what it needs is loaded, then it changes that, at once. Both are done again where another process was faster. */
export interface Change<T> {
  /** How many documents it is about, roughly. */
  readonly weight?: number
  load(unit: Unit): Promise<unknown>
  /** Nothing of it stays if it throws. */
  apply(unit: Unit): T
}

interface Waiting {
  readonly change: Change<unknown>
  resolve(value: unknown): void
  reject(error: unknown): void
}

/** Changes that go into one commit weigh no more than this together, or are one alone. */
const COMMIT_WEIGHT = 2_000

/** Longer than the journal waits for its turn. */
const COMMIT_MS = 90_000

/** Writes of this process, several in one commit where they come at once, in the order they came. */
export class Writer {
  private readonly waiting: Waiting[] = []
  private running: Promise<void> | null = null
  private closed = false

  constructor(
    private readonly journal: Journal,
    private readonly tables: Tables,
  ) {}

  /** @returns what `apply` gave, once it is durable */
  write<T>(change: Change<T>): Promise<T> {
    if (this.closed) return Promise.reject(new Error('the store is closed'))
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ change, resolve: resolve as (value: unknown) => void, reject })
      this.running ??= this.run()
    })
  }

  /** After the writes under way. */
  async close(): Promise<void> {
    this.closed = true
    await this.running
  }

  private async run(): Promise<void> {
    // Those that come in the same turn of the event loop go together.
    await Promise.resolve()
    while (this.waiting.length > 0) await this.commit(this.nextGroup())
    this.running = null
  }

  private nextGroup(): Waiting[] {
    let weight = 0
    const end = this.waiting.findIndex(({ change }) => {
      weight += change.weight ?? 1
      return weight > COMMIT_WEIGHT
    })
    return this.waiting.splice(0, end === -1 ? this.waiting.length : Math.max(end, 1))
  }

  private async commit(group: readonly Waiting[]): Promise<void> {
    try {
      for (;;) {
        const settle = await withinTime(this.tried(group), COMMIT_MS)
        if (settle === null) continue
        for (const each of settle) each()
        return
      }
    } catch (error) {
      // Where the connection is down it fails at once: whoever tries again and again must not keep the loop from turning.
      await setImmediate()
      for (const { reject } of group) reject(explained(error))
    }
  }

  /** @returns what tells each writer its outcome; null where another process committed first */
  private async tried(group: readonly Waiting[]): Promise<(() => void)[] | null> {
    const seq = await this.journal.takeTurn()
    const unit = new Unit(this.tables, seq + 1)
    await Promise.all(group.map(({ change }) => change.load(unit)))
    const outcomes = group.map(({ change, resolve, reject }) => {
      try {
        const value = unit.attempt(() => change.apply(unit))
        return () => resolve(value)
      } catch (error) {
        return () => reject(error)
      }
    })
    const ops = unit.ops()
    if (ops.length > 0) return (await this.journal.commit(seq, ops, unit.noted)) ? outcomes : null
    await this.journal.release(seq)
    return outcomes
  }
}
