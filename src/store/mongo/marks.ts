import type { MarkStore } from '../ports.js'
import { explained } from './errors.js'
import type { Collections } from './schema.js'

/** Apart from the settings that the store itself uses. */
const PREFIX = 'mark:'

export class MongoMarks implements MarkStore {
  constructor(private readonly collections: Pick<Collections, 'settings'>) {}

  async get(name: string): Promise<string | null> {
    try {
      return (await this.collections.settings.findById(PREFIX + name).lean())?.value ?? null
    } catch (error) {
      throw explained(error)
    }
  }

  async put(name: string, text: string | null): Promise<void> {
    const { settings } = this.collections
    const _id = PREFIX + name
    try {
      if (text === null) await settings.deleteOne({ _id })
      else await settings.updateOne({ _id }, { $set: { value: text } }, { upsert: true })
    } catch (error) {
      throw explained(error)
    }
  }
}
