import type { Taste } from '../../domain/user.js'
import type { TasteStore } from '../ports.js'
import type { Counts } from './counts.js'
import type { Environment } from './environment.js'
import type { Tables } from './schema.js'

export class EmbeddedTastes implements TasteStore {
  constructor(
    private readonly environment: Environment,
    private readonly tables: Tables,
    private readonly counts: Counts,
  ) {}

  async get(userId: string): Promise<Taste | null> {
    return this.tables.tastes.get(userId) ?? null
  }

  put(userId: string, taste: Taste): Promise<void> {
    return this.environment.write(() => {
      this.tables.tastes.put([userId], taste)
      this.counts.addToUser(userId, { taste: true })
    })
  }
}
