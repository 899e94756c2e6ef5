import type { Key } from './keys.js'
import type { Entry, Table } from './table.js'

/** Entries read at once: few enough for the longest reviews, enough to hide the cost of finding the place again. */
const BATCH = 256

/**
 * All entries of a table by key. Each batch is a read of its own: one read transaction over all of it would stay open as
 * long as the caller takes, and LMDB reuses no page that it can see. So what is added or removed meanwhile may or may not
 * be met; nothing is met twice.
 */
export async function* stream<K extends Key, V extends string | number | boolean | null | object>(
  table: Table<K, V>,
): AsyncGenerator<Entry<K, V>> {
  let after: K | undefined
  for (;;) {
    const batch = Array.from(table.range([], { after, limit: BATCH }))
    yield* batch
    after = batch.at(-1)?.key
    if (batch.length < BATCH) return
    await table.rest(batch.length)
  }
}
