import mongoose, { type ClientSession } from 'mongoose'
import type { Op, Table, Tables } from './schema.js'

type BulkOps = Parameters<Tables['plays']['collection']['bulkWrite']>[0]

const DUPLICATE_KEY = 11_000

/**
 * Does what a commit says. Every write is of a document whose `v` is below `seq`, or of none: so it may be repeated, cut
 * off and gone on with, by several at once, and late, and counts once.
 * @param session of a transaction; without, nothing is assumed of the order in which the writes happen
 */
export async function applyOps(
  tables: Tables,
  seq: number,
  ops: readonly Op[],
  session?: ClientSession,
): Promise<void> {
  const byTable = new Map<Table, Op[]>()
  for (const op of ops) {
    const list = byTable.get(op.table)
    if (list) list.push(op)
    else byTable.set(op.table, [op])
  }
  // One after another: a transaction's session takes one command at a time.
  if (session) for (const [table, list] of byTable) await applyTo(tables, table, seq, list, session)
  else await Promise.all([...byTable].map(([table, list]) => applyTo(tables, table, seq, list)))
}

async function applyTo(tables: Tables, table: Table, seq: number, ops: readonly Op[], session?: ClientSession) {
  const writes = ops.map(op => writeOf(op, seq)) as unknown as BulkOps
  try {
    await tables[table].collection.bulkWrite(writes, { ordered: false, ...(session && { session }) })
  } catch (error) {
    if (!session && isAllDuplicates(error)) return
    throw error
  }
}

function writeOf(op: Op, seq: number): object {
  const filter = { _id: op.id, v: { $lt: seq } }
  switch (op.kind) {
    case 'add':
      return { insertOne: { document: { _id: op.id, v: seq, ...op.body } } }
    case 'replace':
      return { replaceOne: { filter, replacement: { v: seq, ...op.body }, upsert: true } }
    case 'set':
      return { updateOne: { filter, update: { $set: { v: seq, ...op.body } } } }
    case 'remove': {
      const changed = op.table === 'songs' ? { changed: seq } : {}
      return { replaceOne: { filter, replacement: { v: seq, goneAt: new Date(), ...changed } } }
    }
  }
}

/** A document that is there already was written by somebody who did the same commit, or by a later one. */
function isAllDuplicates(error: unknown): boolean {
  if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) return false
  const errors = [error.writeErrors].flat()
  return errors.length > 0 && errors.every(each => each.code === DUPLICATE_KEY)
}
