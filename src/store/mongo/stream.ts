import type { Model } from 'mongoose'
import { explained } from './errors.js'
import type { Bodies, Stored, Table, Tables } from './schema.js'

/** Documents read at once. */
const BATCH = 1_000

/**
 * All documents of a table by `_id`. Each batch is a query of its own from where the last one ended, so that it may take as
 * long as the caller does. What is added or removed meanwhile may or may not be met; nothing is met twice.
 */
export async function* stream<T extends Table>(tables: Tables, table: T): AsyncGenerator<Stored<Bodies[T]>> {
  const model = tables[table] as unknown as Model<Stored<object>>
  let after: string | null = null
  for (;;) {
    const batch = (await model
      .find(after === null ? {} : { _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(BATCH)
      .lean()
      .catch(error => {
        throw explained(error)
      })) as unknown as Stored<Bodies[T]>[]
    for (const each of batch) if (each.goneAt === undefined) yield each
    after = batch.at(-1)?._id ?? null
    if (batch.length < BATCH) return
  }
}
