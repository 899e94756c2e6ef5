import type { MarkStore } from '../ports.js'
import type { Environment } from './environment.js'
import type { Tables } from './schema.js'

/** Apart from the names that the store itself uses. */
const PREFIX = 'mark:'

export class EmbeddedMarks implements MarkStore {
  constructor(
    private readonly environment: Environment,
    private readonly tables: Tables,
  ) {}

  async get(name: string): Promise<string | null> {
    const text = this.tables.meta.get(PREFIX + name)
    return text === undefined ? null : String(text)
  }

  put(name: string, text: string | null): Promise<void> {
    return this.environment.write(() => {
      if (text === null) this.tables.meta.remove(PREFIX + name)
      else this.tables.meta.put([PREFIX + name], text)
    })
  }
}
