import type { Taste } from '../../domain/user.js'
import type { TasteStore } from '../ports.js'
import type { Counts } from './counts.js'
import type { Environment } from './environment.js'
import type { Tables } from './schema.js'
import { stream } from './stream.js'

export class EmbeddedTastes implements TasteStore {
  constructor(
    private readonly environment: Environment,
    private readonly tables: Tables,
    private readonly counts: Counts,
  ) {}

  async get(userId: string): Promise<Taste | null> {
    return this.tables.tastes.get(userId) ?? null
  }

  async *all(): AsyncIterable<{ userId: string; taste: Taste }> {
    for await (const { key, value } of stream(this.tables.tastes)) yield { userId: key[0], taste: value }
  }

  put(userId: string, taste: Taste): Promise<void> {
    return this.environment.write(() => {
      this.tables.tastes.put([userId], taste)
      this.counts.addToUser(userId, { taste: true })
    })
  }

  /** For use within a write that erases the user. False if there was none. */
  removeUser(userId: string): boolean {
    if (!this.tables.tastes.has(userId)) return false
    this.tables.tastes.remove(userId)
    this.counts.addToUser(userId, { taste: false })
    return true
  }
}
