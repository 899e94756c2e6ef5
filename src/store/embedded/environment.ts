import { join } from 'node:path'
import { open, type RootDatabase } from 'lmdb'
import { brokenStore } from './broken-store.js'
import { prepareDataFile } from './data-file.js'
import type { Key, Layout } from './keys.js'
import { Table } from './table.js'

const ENCODING = { keyEncoding: 'binary', encoding: 'json' } as const
/** Room for the tables of the schema and those to come; LMDB wants the number before it opens. */
const MAX_TABLES = 64
/** Entries passed through before the data file is mapped anew: some 10 MB of pages where they are read in order. It takes 3 ms. */
const PASSED = 25_000
/** What an entry written counts for: it may lie anywhere in its table, and the system maps 64 KiB around what is touched. */
const WRITTEN = 12

/** One LMDB environment: a folder with named tables, one writer at a time among all processes that have it open. */
export class Environment {
  private readonly tables: Table<Key, object>[] = []
  private root: RootDatabase
  private latest: Promise<unknown> = Promise.resolve()
  private closed = false
  /** Writes under way. */
  private writing = 0
  /** Entries read by streams, and `WRITTEN` for each written, since the data file was mapped. */
  private passed = 0

  /**
   * `overlappingSync` (lmdb-js's default) resolves a write when other readers can see it, before it is on the disk. Off,
   * LMDB syncs the pages, then the meta page that makes them count, and only then does the promise resolve: a write that
   * was acknowledged outlives the process and the power. Measured, it is no slower, for writes that arrive while one is
   * being synced share the next transaction.
   *
   * `eventTurnBatching` joins the single puts of one turn of the event loop, of which there are none here; on, it leaves
   * a rejection without a handler when a commit fails, and a full disk would end the process.
   */
  constructor(
    private readonly folder: string,
    private readonly mappedFor = PASSED,
  ) {
    prepareDataFile(join(folder, 'data.mdb'))
    this.root = this.open()
  }

  private open(): RootDatabase {
    const options = { ...ENCODING, overlappingSync: false, eventTurnBatching: false, maxDbs: MAX_TABLES }
    return open(this.folder, options)
  }

  table<K extends Key, V extends string | number | boolean | null | object>(name: string, layout: Layout): Table<K, V> {
    const db = () => this.root.openDB<V, Uint8Array>({ ...ENCODING, name })
    const table = new Table<K, V>(db, layout, this)
    this.tables.push(table as unknown as Table<Key, object>)
    return table
  }

  /** Runs `change` alone among all writers of all processes; durable when the promise resolves, undone if it throws. */
  async write<T>(change: () => T): Promise<T> {
    if (this.closed) throw new Error('the store is closed')
    const written = this.root.transaction(() => {
      try {
        const result = change()
        for (const table of this.tables) this.passed += WRITTEN * table.apply()
        return result
      } finally {
        for (const table of this.tables) table.discard()
      }
    })
    this.latest = written.catch(() => {})
    this.writing++
    try {
      return await written
    } catch (error) {
      throw this.explained(await causeOf(error))
    } finally {
      this.writing--
      if (this.isDue()) await this.rest()
    }
  }

  /**
   * Lets others have a turn, and maps the data file anew once many entries were passed: every page that was touched counts as
   * memory of the process until it is unmapped, and a run through all of the store would touch them all.
   * @param passed entries read since the last call
   */
  rest(passed = 0): Promise<void> {
    this.passed += passed
    return new Promise(resolve =>
      setImmediate(() => {
        if (this.isDue()) resolve(this.remap())
        else resolve()
      }),
    )
  }

  private isDue(): boolean {
    return this.passed >= this.mappedFor && this.writing === 0 && !this.closed
  }

  /**
   * To be called with nothing left to do in this turn of the event loop: then closing, which waits for writes that are all
   * done, and opening follow each other with no other code between that could find the environment closed.
   */
  private async remap(): Promise<void> {
    this.passed = 0
    await this.root.close()
    this.root = this.open()
    for (const table of this.tables) table.reopen()
  }

  /** LMDB finds damage only where it reads; its own words for it say neither where nor what to do. */
  explained(error: unknown): unknown {
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
