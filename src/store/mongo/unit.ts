import { type Bodies, CATALOGUE, type Op, type Stored, type Table, type Tables } from './schema.js'

/** Ids asked for in one query. */
const IDS_AT_ONCE = 1_000

interface Entry {
  /** As it was read; null where it is not there. */
  readonly before: object | null
  /** Something was removed there, of which the place is left. */
  readonly wasRemoved: boolean
  now: object | null
}

/**
 * The work of one commit: documents are loaded, then changed here in memory, then told as `ops`. What is put is seen by
 * `get` and `all` at once.
 */
export class Unit {
  /** Whether songs' entries, reviews or tags change. */
  noted = false
  private readonly entries = new Map<Table, Map<string, Entry>>()
  private readonly wanted = new Map<Table, Set<string>>()
  private loading: Promise<void> | null = null
  private undo: (() => void)[] = []

  constructor(
    private readonly tables: Tables,
    /** The number of this commit. */
    readonly seq: number,
  ) {}

  /** Loads documents by id; those that several ask for at the same time in one query. */
  load(table: Table, ids: Iterable<string>): Promise<void> {
    const wanted = this.wanted.get(table) ?? new Set()
    this.wanted.set(table, wanted)
    for (const id of ids) if (!this.entries.get(table)?.has(id)) wanted.add(id)
    this.loading ??= Promise.resolve().then(() => {
      this.loading = null
      return this.loadWanted()
    })
    return this.loading
  }

  /** Loads the documents whose `_id` is in a range, or which match another condition that an index serves. */
  async loadWhere<T extends Table>(table: T, condition: object): Promise<Stored<Bodies[T]>[]> {
    const found = (await (this.tables[table] as Tables['plays']).find(condition).lean()) as unknown as Stored<
      Bodies[T]
    >[]
    for (const each of found) this.found(table, each)
    return found.filter(each => each.goneAt === undefined)
  }

  get<T extends Table>(table: T, id: string): Bodies[T] | null {
    const entry = this.entries.get(table)?.get(id)
    if (entry === undefined) throw new Error(`${JSON.stringify(id)} of ${table} was not loaded`)
    return entry.now as Bodies[T] | null
  }

  /** The documents that were loaded or put and are there. */
  all<T extends Table>(table: T): [id: string, body: Bodies[T]][] {
    const there: [string, Bodies[T]][] = []
    for (const [id, { now }] of this.entries.get(table) ?? []) if (now !== null) there.push([id, now as Bodies[T]])
    return there
  }

  put<T extends Table>(table: T, id: string, body: Bodies[T]): void {
    this.change(table, id, body)
  }

  remove(table: Table, id: string): void {
    this.change(table, id, null)
  }

  /** Runs a change, and undoes what it did if it throws. */
  attempt<T>(change: () => T): T {
    this.undo = []
    try {
      return change()
    } catch (error) {
      for (const each of this.undo.reverse()) each()
      throw error
    }
  }

  ops(): Op[] {
    return [...this.entries].flatMap(([table, entries]) =>
      [...entries].flatMap(([id, entry]) => {
        const op = opOf(table, id, entry)
        return op === null ? [] : [op]
      }),
    )
  }

  private async loadWanted(): Promise<void> {
    const queries: Promise<void>[] = []
    for (const [table, ids] of this.wanted) {
      const list = [...ids]
      for (let from = 0; from < list.length; from += IDS_AT_ONCE) {
        queries.push(this.query(table, list.slice(from, from + IDS_AT_ONCE)))
      }
    }
    this.wanted.clear()
    await Promise.all(queries)
  }

  private async query(table: Table, ids: string[]): Promise<void> {
    const found = await (this.tables[table] as Tables['plays']).find({ _id: { $in: ids } }).lean()
    for (const each of found) this.found(table, each)
    const entries = this.of(table)
    for (const id of ids) if (!entries.has(id)) entries.set(id, { before: null, wasRemoved: false, now: null })
  }

  private found(table: Table, { _id, v, goneAt, ...body }: Stored<object>): void {
    const entries = this.of(table)
    if (entries.has(_id)) return
    const wasRemoved = goneAt !== undefined
    const before = wasRemoved ? null : body
    entries.set(_id, { before, wasRemoved, now: before })
  }

  private change(table: Table, id: string, now: object | null): void {
    const entry = this.entries.get(table)?.get(id)
    if (entry === undefined) throw new Error(`${JSON.stringify(id)} of ${table} was not loaded`)
    const earlier = entry.now
    this.undo.push(() => {
      entry.now = earlier
    })
    entry.now = now
  }

  private of(table: Table): Map<string, Entry> {
    const entries = this.entries.get(table) ?? new Map<string, Entry>()
    this.entries.set(table, entries)
    return entries
  }
}

/** What every commit that changes a count loads. */
export function loadCatalogue(unit: Unit): Promise<void> {
  return unit.load('catalogues', [CATALOGUE])
}

function opOf(table: Table, id: string, { before, wasRemoved, now }: Entry): Op | null {
  if (now === before) return null
  if (now === null) return { kind: 'remove', table, id }
  if (before === null) return { kind: wasRemoved ? 'replace' : 'add', table, id, body: now }
  const fields = Object.entries(now).filter(([name, value]) => !same((before as Record<string, unknown>)[name], value))
  return fields.length === 0 ? null : { kind: 'set', table, id, body: Object.fromEntries(fields) }
}

function same(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))
}
