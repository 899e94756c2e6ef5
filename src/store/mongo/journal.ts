import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import mongoose, { type Connection } from 'mongoose'
import { OperatorError, UnavailableError } from '../../domain/errors.js'
import { applyOps } from './apply.js'
import { type Collections, FORMAT, type Head, type Op } from './schema.js'

const HEAD = 'head'
/** A turn may take this long before others step in: a commit of some thousand documents takes a second. */
export const TURN_MS = 5_000
/** A write waits this long for its turn. */
const PATIENCE_MS = 60_000
/** Ops of more bytes than this are kept in several documents; MongoDB takes 16 MiB in one. */
const PART_BYTES = 4 << 20
const WITHOUT_OPS = { ops: 0 } as const

/**
 * Commits, one after another, of all processes: `docs/decisions/0010-mongo-journal.md`. The head document counts them and
 * holds what the latest one does until it is done; raising its `seq` is the one write that makes a commit.
 */
export class Journal {
  private readonly me = randomUUID()

  constructor(
    private readonly connection: Connection,
    private readonly collections: Collections,
    /** Whether the server has transactions. */
    readonly transactions: boolean,
    private readonly turnMs = TURN_MS,
  ) {}

  /** Makes the head if there is none, and finishes a commit that was cut off. @throws OperatorError for another format */
  async open(): Promise<void> {
    const first: Head = {
      _id: HEAD,
      format: FORMAT,
      seq: 0,
      holder: null,
      pending: false,
      ops: [],
      parts: null,
      noted: false,
      changedAt: 0,
    }
    await this.collections.heads.collection.insertOne(first as never).catch(error => {
      if (!(error instanceof mongoose.mongo.MongoServerError) || error.code !== 11_000) throw error
    })
    const { format, pending } = await this.head()
    if (format !== FORMAT) {
      throw new OperatorError(
        `the MongoDB database ${this.connection.name} has format ${format}, this version reads format ${FORMAT}: use the version that wrote it, or another database in MONGODB_URI`,
      )
    }
    if (pending) await this.release(await this.takeTurn())
  }

  /** The head without its ops. */
  async head(): Promise<Head> {
    const head = await this.collections.heads.findById(HEAD, WITHOUT_OPS).lean()
    if (head === null) throw new OperatorError('the database was emptied while it was open: start again')
    return head as Head
  }

  /**
   * Waits for a turn to write and finishes what was cut off. That turns are kept is not needed for anything to be right, for
   * `commit` fails where another was faster; it is so that long commits get through between short ones.
   * @returns the number of the latest commit
   */
  async takeTurn(): Promise<number> {
    const start = performance.now()
    let seen = { holder: '', seq: -1, since: start }
    for (;;) {
      const head = await this.head()
      const now = performance.now()
      if (head.holder !== seen.holder || head.seq !== seen.seq) {
        seen = { holder: head.holder ?? '', seq: head.seq, since: now }
      }
      // A turn of ours that is still there was cut off by an error.
      const free = head.holder === null || head.holder === this.me || now - seen.since > this.turnMs
      if (free && (await this.take(head))) {
        if (head.pending) await this.finish(head.seq)
        return head.seq
      }
      if (now - start > PATIENCE_MS) throw new UnavailableError('other writes take too long; try again in a moment')
      await setTimeout(2 + 10 * Math.random())
    }
  }

  /** Ends a turn in which nothing was committed. */
  async release(seq: number): Promise<void> {
    await this.collections.heads.updateOne({ _id: HEAD, seq, holder: this.me }, { $set: { holder: null } })
  }

  /**
   * Writes the commit that follows `seq`, and ends the turn.
   * @returns false, and nothing written, where another commit came first
   */
  async commit(seq: number, ops: readonly Op[], noted: boolean): Promise<boolean> {
    if (this.transactions) return this.commitAtOnce(seq, ops, noted)
    const { heads } = this.collections
    const kept = await this.keep(seq + 1, ops)
    const { modifiedCount } = await heads.updateOne(
      { _id: HEAD, seq, pending: false },
      { $set: { seq: seq + 1, pending: true, noted, ...kept } },
    )
    if (modifiedCount === 0) return false
    await applyOps(this.collections, seq + 1, ops)
    await this.markDone(seq + 1, noted, kept.parts !== null, null)
    return true
  }

  /** In one transaction, of which other readers see all or nothing. */
  private async commitAtOnce(seq: number, ops: readonly Op[], noted: boolean): Promise<boolean> {
    const session = await this.connection.startSession()
    try {
      return await session.withTransaction(async () => {
        const { modifiedCount } = await this.collections.heads.updateOne(
          { _id: HEAD, seq, pending: false },
          { $set: { seq: seq + 1, holder: null, noted, ...(noted && { changedAt: seq + 1 }) } },
          { session },
        )
        if (modifiedCount === 0) return false
        await applyOps(this.collections, seq + 1, ops, session)
        return true
      })
    } finally {
      await session.endSession()
    }
  }

  private async take({ holder, seq, pending }: Head): Promise<boolean> {
    if (holder === this.me) return true
    const { modifiedCount } = await this.collections.heads.updateOne(
      { _id: HEAD, holder, seq, pending },
      { $set: { holder: this.me } },
    )
    return modifiedCount === 1
  }

  /** Does what the commit `seq` says, if it is not done yet. Others may be doing the same. */
  private async finish(seq: number): Promise<void> {
    const { heads, journalParts } = this.collections
    const head = (await heads.findOne({ _id: HEAD, seq, pending: true }).lean()) as Head | null
    if (head === null) return
    let ops = head.ops
    if (head.parts !== null) {
      const { mark, count } = head.parts
      const parts = await journalParts
        .find({ _id: { $in: Array.from({ length: count }, (_, i) => `${mark}:${i}`) } })
        .lean()
      // Somebody else has done it meanwhile and taken the parts away.
      if (parts.length < count) return this.finish(seq)
      ops = parts.flatMap(part => part.ops as Op[])
    }
    await applyOps(this.collections, seq, ops)
    await this.markDone(seq, head.noted, head.parts !== null, this.me)
  }

  private async markDone(seq: number, noted: boolean, hasParts: boolean, holder: string | null): Promise<void> {
    await this.collections.heads.updateOne(
      { _id: HEAD, seq },
      { $set: { pending: false, ops: [], parts: null, holder, ...(noted && { changedAt: seq }) } },
    )
    if (hasParts) await this.collections.journalParts.deleteMany({ seq: { $lte: seq } })
  }

  /** Ops in the form that the head takes; long ones are written to documents of their own first. */
  private async keep(seq: number, ops: readonly Op[]): Promise<Pick<Head, 'ops' | 'parts'>> {
    const parts = parted(ops)
    const [only = []] = parts
    if (parts.length < 2) return { ops: only, parts: null }
    const mark = randomUUID()
    const documents = parts.map((ops, i) => ({ _id: `${mark}:${i}`, seq, ops }))
    for (const each of documents) await this.collections.journalParts.collection.insertOne(each as never)
    return { ops: [], parts: { mark, count: parts.length } }
  }
}

function parted(ops: readonly Op[]): Op[][] {
  const parts: Op[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const op of ops) {
    const size = mongoose.mongo.BSON.calculateObjectSize(op)
    if (bytes + size > PART_BYTES) {
      parts.push([])
      bytes = 0
    }
    parts.at(-1)?.push(op)
    bytes += size
  }
  return parts
}
