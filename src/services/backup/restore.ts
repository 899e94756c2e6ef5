import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { OperatorError } from '../../domain/errors.js'
import type { PlayCount } from '../../domain/play.js'
import { findFile, meterOf } from '../../importers/files.js'
import { linesOf } from '../../importers/lines.js'
import type { Store } from '../../store/ports.js'
import { type VerifiedExport, verifiedExport } from './manifest.js'
import { artefactFile, fileOf, fromLine, NOUNS, type Noun, type Nouns } from './nouns.js'

export interface RestoreOptions {
  /** Adds to what is in the store; what the export says wins, but plays never become fewer. */
  readonly merge?: boolean
  readonly onProgress?: (step: string, done: number) => void
  readonly signal?: AbortSignal
}

export interface RestoreReport {
  readonly folder: string
  readonly records: Readonly<Record<Noun, number>>
  /** Records of songs that were removed while the export was written. */
  readonly skipped: number
  readonly seconds: number
}

/** The mark that a restore leaves while it is under way: the id of the export. */
const MARK = 'restore'
/** Records of one write, and the most text of them, in UTF-16 units. */
const BATCH = 1_100
const BATCH_LENGTH = 4_000_000

/**
 * Fills a store from an export, which is verified first: what is damaged is found before anything is written. A restore
 * that was cut off is marked in the store, and can be run again.
 * @throws OperatorError for an export that is not whole, and for a store that is not empty
 */
export async function restoreStore(
  store: Store,
  folder: string,
  { merge = false, onProgress = () => {}, signal }: RestoreOptions = {},
): Promise<RestoreReport> {
  const startedAt = performance.now()
  const source = await verifiedExport(folder, { signal, onProgress: done => onProgress('verifying', done) })
  const again = await checkStore(store, source, merge)
  await store.marks.put(MARK, source.id)
  const restoring = new Restoring(store, source, merge || again, onProgress, signal)
  for (const noun of NOUNS) await restoring.restore(noun)
  const { activeModel } = source.manifest
  if (activeModel !== null) await store.models.activate(activeModel)
  await store.marks.put(MARK, null)
  const { records, skipped } = restoring
  return { folder, records, skipped, seconds: (performance.now() - startedAt) / 1000 }
}

/** The remedy for a restore that was cut off; null where none was. */
export async function halfRestored({ marks }: Pick<Store, 'marks'>): Promise<string | null> {
  if ((await marks.get(MARK)) === null) return null
  return 'a restore into this store was cut off: run the same `linernotes restore` again, or begin with an empty store'
}

/** @returns whether this export was being restored into the store when it was cut off */
async function checkStore(store: Store, { id, folder }: VerifiedExport, merge: boolean): Promise<boolean> {
  const mark = await store.marks.get(MARK)
  if (mark === id) return true
  if (mark !== null) {
    throw new OperatorError(
      `a restore of another export than ${folder} into this store was cut off: run that one again, or begin with an empty store`,
    )
  }
  const { songCount, userCount } = await store.songs.catalogueTotals()
  const isEmpty = songCount === 0 && userCount === 0 && (await store.models.list()).length === 0
  if (isEmpty || merge) return false
  throw new OperatorError(
    `the store is not empty (${songCount} songs, ${userCount} users): name another with --data-dir, or add the export to it with --merge`,
  )
}

class Restoring {
  readonly records = Object.fromEntries(NOUNS.map(noun => [noun, 0])) as Record<Noun, number>
  skipped = 0
  private bytesBefore = 0
  /** Of the user whose plays come at present. */
  private known: { readonly userId: string; readonly plays: ReadonlyMap<string, PlayCount> } | null = null

  constructor(
    private readonly store: Store,
    private readonly source: VerifiedExport,
    /** Plays may be there already. */
    private readonly again: boolean,
    private readonly onProgress: (step: string, done: number) => void,
    private readonly signal: AbortSignal | undefined,
  ) {}

  async restore(noun: Noun): Promise<void> {
    const file = await findFile(join(this.source.folder, fileOf(noun)), 'a file of the export')
    const meter = meterOf(file)
    let batch: string[] = []
    let length = 0
    const write = async () => {
      this.signal?.throwIfAborted()
      await this.write(noun, batch)
      this.records[noun] += batch.length
      batch = []
      length = 0
      this.onProgress(`restoring ${noun}`, Math.min(1, (this.bytesBefore + meter.read) / this.source.bytes))
    }
    for await (const lines of linesOf(file, meter)) {
      for (const { text } of lines) {
        if (text === null) throw new OperatorError(`${file.path} is not valid UTF-8`)
        batch.push(text)
        length += text.length
        if (batch.length >= BATCH || length >= BATCH_LENGTH) await write()
      }
    }
    if (batch.length > 0) await write()
    this.bytesBefore += file.size
  }

  private async write(noun: Noun, lines: readonly string[]): Promise<void> {
    const { store } = this
    const records = <N extends Noun>(of: N): Nouns[N][] => lines.map(line => fromLine(of, line))
    switch (noun) {
      case 'songs':
        await store.songs.upsert(records(noun))
        return
      case 'plays':
        return this.writePlays(records(noun))
      case 'play-events':
        return this.skip(await store.plays.restoreEvents(records(noun)))
      case 'reviews':
        return this.skip(await store.reviews.putMany(records(noun)))
      case 'tags':
        return this.skip(await store.tags.addMany(records(noun)))
      case 'tastes':
        // At once, so that they share the waiting for the disk.
        await Promise.all(records(noun).map(({ userId, taste }) => store.tastes.put(userId, taste)))
        return
      case 'models':
        for (const model of records(noun)) {
          await store.models.put(model, await readFile(join(this.source.folder, artefactFile(model.version))))
        }
    }
  }

  /** Records what is missing of each count, so that a repeat adds nothing. */
  private async writePlays(counts: readonly PlayCount[]): Promise<void> {
    const plays = []
    for (const { userId, songId, count, lastPlayedAt } of counts) {
      const there = this.again ? ((await this.playsOf(userId)).get(songId)?.count ?? 0) : 0
      if (count > there) plays.push({ userId, songId, count: count - there, playedAt: lastPlayedAt, eventId: null })
    }
    this.skip(await this.store.plays.record(plays))
  }

  private async playsOf(userId: string): Promise<ReadonlyMap<string, PlayCount>> {
    if (this.known?.userId !== userId) {
      const plays = await this.store.plays.ofUser(userId)
      this.known = { userId, plays: new Map(plays.map(each => [each.songId, each])) }
    }
    return this.known.plays
  }

  private skip(outcomes: readonly string[]): void {
    this.skipped += outcomes.filter(outcome => outcome === 'unknownSong').length
  }
}
