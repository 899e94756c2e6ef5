import { join } from 'node:path'
import { open, type RootDatabase } from 'lmdb'
import { brokenStore } from './broken-store.js'
import { prepareDataFile } from './data-file.js'
import type { Key, Layout } from './keys.js'
import { Table } from './table.js'

const ENCODING = { keyEncoding: 'binary', encoding: 'json' } as const
/** Room for the tables of the schema and those to come; LMDB wants the number before it opens. */
const MAX_TABLES = 64

/** One LMDB environment: a folder with named tables, one writer at a time among all processes that have it open. */
export class Environment {
  private readonly tables: Table<Key, object>[] = []
  private readonly root: RootDatabase
  private latest: Promise<unknown> = Promise.resolve()
  private closed = false

  /**
   * `overlappingSync` (lmdb-js's default) resolves a write when other readers can see it, before it is on the disk. Off,
   * LMDB syncs the pages, then the meta page that makes them count, and only then does the promise resolve: a write that
   * was acknowledged outlives the process and the power. Measured, it is no slower, for writes that arrive while one is
   * being synced share the next transaction.
   *
   * `eventTurnBatching` joins the single puts of one turn of the event loop, of which there are none here; on, it leaves
   * a rejection without a handler when a commit fails, and a full disk would end the process.
   */
  constructor(private readonly folder: string) {
    prepareDataFile(join(folder, 'data.mdb'))
    this.root = open(folder, { ...ENCODING, overlappingSync: false, eventTurnBatching: false, maxDbs: MAX_TABLES })
  }

  table<K extends Key, V extends string | number | boolean | null | object>(name: string, layout: Layout): Table<K, V> {
    const table = new Table<K, V>(this.root.openDB<V, Uint8Array>({ ...ENCODING, name }), layout, error =>
      this.explained(error),
    )
    this.tables.push(table as unknown as Table<Key, object>)
    return table
  }

  /** Runs `change` alone among all writers of all processes; durable when the promise resolves, undone if it throws. */
  async write<T>(change: () => T): Promise<T> {
    if (this.closed) throw new Error('the store is closed')
    const written = this.root.transaction(() => {
      try {
        const result = change()
        for (const table of this.tables) table.apply()
        return result
      } finally {
        for (const table of this.tables) table.discard()
      }
    })
    this.latest = written.catch(() => {})
    try {
      return await written
    } catch (error) {
      throw this.explained(await causeOf(error))
    }
  }

  /** LMDB finds damage only where it reads; its own words for it say neither where nor what to do. */
  private explained(error: unknown): unknown {
    const damaged = error instanceof Error && /^MDB_(BAD_TXN|CORRUPTED|PAGE_NOTFOUND|PANIC)/.test(error.message)
    return damaged ? brokenStore(this.folder, error) : error
  }

  /** After the writes under way. */
  async close(): Promise<void> {
    if (this.closed) return
    this.closed = true
    await this.latest
    await this.root.close()
  }
}

/** lmdb-js rejects a failed commit with a message that refers to a second promise, which rejects with the cause. */
async function causeOf(error: unknown): Promise<unknown> {
  if (typeof error !== 'object' || error === null || !('commitError' in error)) return error
  return Promise.resolve(error.commitError).then(
    () => error,
    (cause: unknown) => cause,
  )
}
