import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import type { KeptList } from '../../domain/recommendation.js'
import { KEPT_LISTS, type KeptListStore } from '../ports.js'
import type { Environment } from './environment.js'
import { dated, undated } from './records.js'
import type { KeptRecord, Tables } from './schema.js'

const DATES = ['answeredAt'] as const
/** `meta`: how many lists there are. */
const COUNT = 'keptLists'
/** Little memory for each: measured, three times as fast as zlib's own choice, and as small. */
const PACKING = { level: 1, memLevel: 6, windowBits: 13 }

/** Kept deflated, for the same names and words come again and again: a list of 20 songs takes 3 KB instead of 25. */
export class EmbeddedKeptLists implements KeptListStore {
  constructor(
    private readonly environment: Environment,
    private readonly tables: Tables,
  ) {}

  async keep(lists: readonly KeptList[]): Promise<void> {
    const records = await Promise.all(lists.map(async list => ({ id: list.id, record: await packed(list) })))
    await this.environment.write(() => {
      const added = records.filter(({ id, record }) => this.putOne(id, record))
      this.dropOldest(added.map(({ id, record: [answeredAt] }) => [answeredAt, id]))
    })
  }

  async get(id: string): Promise<KeptList | null> {
    const record = this.tables.keptLists.get(id)
    return record === undefined ? null : unpacked(record)
  }

  /** For use within a write that erases the user. @returns how many */
  removeUser(userId: string): number {
    const own = Array.from(this.tables.keptOfUser.range([userId]))
    for (const { key } of own) this.remove(key[1])
    return own.length
  }

  /** False where the one that is there stays. */
  private putOne(id: string, record: KeptRecord): boolean {
    const { keptLists, keptByAge, keptOfUser } = this.tables
    const [answeredAt, userId, length] = record
    const before = keptLists.get(id)
    if (before !== undefined && before[2] >= length) return false
    if (before !== undefined) this.remove(id)
    keptLists.put([id], record)
    keptByAge.put([answeredAt, id], 1)
    keptOfUser.put([userId, id], 1)
    this.addToCount(1)
    return true
  }

  private remove(id: string): void {
    const { keptLists, keptByAge, keptOfUser } = this.tables
    const record = keptLists.get(id)
    if (record === undefined) return
    const [answeredAt, userId] = record
    keptLists.remove(id)
    keptByAge.remove(answeredAt, id)
    keptOfUser.remove(userId, id)
    this.addToCount(-1)
  }

  private addToCount(change: 1 | -1): void {
    this.tables.meta.put([COUNT], this.count() + change)
  }

  private count(): number {
    return Number(this.tables.meta.get(COUNT) ?? 0)
  }

  /** @param added what this write added, which a range does not see yet */
  private dropOldest(added: readonly [answeredAt: number, id: string][]): void {
    const { keptByAge } = this.tables
    const excess = this.count() - KEPT_LISTS
    if (excess <= 0) return
    // Each that this write replaced is in the range still.
    const before = Array.from(keptByAge.range([], { limit: excess + added.length }), ({ key }) => key)
    const oldest = [...before.filter(key => keptByAge.has(...key)), ...added].sort(([a], [b]) => a - b)
    for (const [, id] of oldest.slice(0, excess)) this.remove(id)
  }
}

async function packed(list: KeptList): Promise<KeptRecord> {
  const bytes = await promisify(deflateRaw)(JSON.stringify(dated(list, DATES)), PACKING)
  return [list.answeredAt.getTime(), list.userId, list.recommendations.length, bytes.toString('base64')]
}

async function unpacked([, , , text]: KeptRecord): Promise<KeptList> {
  const bytes = await promisify(inflateRaw)(Buffer.from(text, 'base64'))
  return undated<KeptList, 'answeredAt'>(JSON.parse(bytes.toString()), DATES)
}
