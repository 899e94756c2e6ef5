import mongoose from 'mongoose'
import type { KeptList } from '../../domain/recommendation.js'
import { KEPT_LISTS, type KeptListStore } from '../ports.js'
import { explained } from './errors.js'
import type { Collections } from './schema.js'

const DUPLICATE_KEY = 11_000

export class MongoKeptLists implements KeptListStore {
  constructor(private readonly collections: Collections) {}

  async keep(lists: readonly KeptList[]): Promise<void> {
    if (lists.length === 0) return
    const writes = longest(lists).map(list => {
      const { id, userId, answeredAt, recommendations } = list
      const { length } = recommendations
      const fields = { userId, keptAt: answeredAt, length, list: JSON.stringify(list) }
      // One that is there and as long does not match; then the insertion fails, for its id is taken.
      return { updateOne: { filter: { _id: id, length: { $lt: length } }, update: { $set: fields }, upsert: true } }
    })
    try {
      await this.collections.keptLists.bulkWrite(writes, { ordered: false }).catch(error => {
        if (!isDuplicate(error)) throw error
      })
      await this.dropOldest()
    } catch (error) {
      throw explained(error)
    }
  }

  async get(id: string): Promise<KeptList | null> {
    try {
      const found = await this.collections.keptLists.findById(id).lean()
      if (found === null) return null
      const list = JSON.parse(found.list) as KeptList
      return { ...list, answeredAt: new Date(list.answeredAt) }
    } catch (error) {
      throw explained(error)
    }
  }

  private async dropOldest(): Promise<void> {
    const { keptLists } = this.collections
    const tooMany = (await keptLists.countDocuments({ keptAt: { $exists: true } })) - KEPT_LISTS
    if (tooMany <= 0) return
    const oldest = await keptLists.find({}, { _id: 1 }).sort({ keptAt: 1, _id: 1 }).limit(tooMany).lean()
    await keptLists.deleteMany({ _id: { $in: oldest.map(each => each._id) } })
  }
}

/** One for each id. */
function longest(lists: readonly KeptList[]): KeptList[] {
  const byId = new Map<string, KeptList>()
  for (const list of lists) {
    const before = byId.get(list.id)
    if (before === undefined || before.recommendations.length < list.recommendations.length) byId.set(list.id, list)
  }
  return [...byId.values()]
}

function isDuplicate(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoServerError && error.code === DUPLICATE_KEY
}
