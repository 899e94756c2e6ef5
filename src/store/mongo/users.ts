import type { Erasure, Taste, User } from '../../domain/user.js'
import type { TasteStore, UserStore } from '../ports.js'
import { explained } from './errors.js'
import { loadUserWithAll, removeUserWithAll } from './removal.js'
import type { Bodies, Collections, Tables } from './schema.js'
import { stream } from './stream.js'
import { addToUser, userOf } from './totals.js'
import { loadCatalogue } from './unit.js'
import type { Writer } from './writer.js'

export class MongoUsers implements UserStore {
  constructor(
    private readonly writer: Writer,
    private readonly collections: Collections,
  ) {}

  async get(id: string): Promise<User | null> {
    const found = await this.collections.users.findById(id).lean().catch(rethrow)
    return found === null || found.goneAt !== undefined ? null : userOf(id, found as Bodies['users'])
  }

  async erase(id: string): Promise<Erasure | null> {
    const { settings, keptLists } = this.collections
    try {
      await settings.updateOne({ _id: ERASING + id }, { $set: { value: id } }, { upsert: true })
      const erasure = await this.writer.write({
        load: unit => loadUserWithAll(unit, id),
        apply: unit => removeUserWithAll(unit, id),
      })
      const { deletedCount } = await keptLists.deleteMany({ userId: id })
      await settings.deleteOne({ _id: ERASING + id })
      return erasure ?? (deletedCount > 0 ? NOTHING_BUT_LISTS : null)
    } catch (error) {
      throw explained(error)
    }
  }

  /** Ends what was cut off before a user's lists were gone too. */
  async finishErasures(): Promise<void> {
    const begun = await this.collections.settings
      .find({ _id: { $gte: ERASING, $lt: `${ERASING.slice(0, -1)};` } })
      .lean()
    for (const { value } of begun) await this.erase(value)
  }
}

/** Before a user's id: a setting that is there while the user is being erased. */
const ERASING = 'erasing:'
const NOTHING_BUT_LISTS: Erasure = { playCount: 0, songCount: 0, reviewCount: 0, tagCount: 0, taste: false }

export class MongoTastes implements TasteStore {
  constructor(
    private readonly writer: Writer,
    private readonly tables: Tables,
  ) {}

  async get(userId: string): Promise<Taste | null> {
    const found = await this.tables.tastes.findById(userId).lean().catch(rethrow)
    return found === null || found.goneAt !== undefined ? null : tasteOf(found as Bodies['tastes'])
  }

  put(userId: string, { pinned, muted, aspectImportance }: Taste): Promise<void> {
    const list = Object.entries(aspectImportance).map(([aspect, importance]) => ({ aspect, importance }))
    return this.writer.write({
      load: unit => Promise.all([unit.load('tastes', [userId]), unit.load('users', [userId]), loadCatalogue(unit)]),
      apply(unit) {
        unit.put('tastes', userId, { pinned, muted, aspectImportance: list })
        addToUser(unit, userId, { taste: 1 })
      },
    })
  }

  async *all(): AsyncIterable<{ readonly userId: string; readonly taste: Taste }> {
    for await (const { _id, ...body } of stream(this.tables, 'tastes')) yield { userId: _id, taste: tasteOf(body) }
  }
}

function tasteOf({ pinned, muted, aspectImportance }: Bodies['tastes']): Taste {
  const importance = Object.fromEntries(aspectImportance.map(({ aspect, importance }) => [aspect, importance]))
  return { pinned, muted, aspectImportance: importance }
}

function rethrow(error: unknown): never {
  throw explained(error)
}
