import { openSource } from '../importers/formats.js'
import type { ImportItem, ImportRecord } from '../importers/importer.js'
import type { Store } from '../store/ports.js'
import { storePlays, storeReviews, storeSongs, storeTags } from './import-batch.js'
import { type ImportReport, ImportTally } from './import-report.js'
import type { Analyze } from './own-analyzer.js'

/** Records that go into one durable write: enough that the work outweighs the waiting for the disk. */
const BATCH = 5_000
/** Reviews are read before they are stored, which takes a thousand times as long: an interruption should not wait for it. */
const REVIEW_BATCH = 100

const PROGRESS_MS = 200

export interface ImportProgress {
  /** Of the files as they lie on disk; a file that is read twice counts twice. */
  readonly bytesRead: number
  readonly bytesTotal: number
}

export interface ImportOptions {
  /** The side file; null to look for one beside the path. */
  readonly meta?: string | null
  readonly onProgress?: (progress: ImportProgress) => void
  /** Stops between two batches; what was stored until then stays. */
  readonly signal?: AbortSignal
  readonly now?: () => Date
}

/**
 * Reads a file or folder of a public format into the store. A repeat changes nothing: songs and reviews that are there
 * already are left alone, tags are a set, and a play without an event id gets one (`derivedEventId`).
 * @param analyzer gives what reads the text of each review that is new or changed
 * @param format a name of `importers`
 * @throws OperatorError for a path that is not what the format expects, a file that breaks off, and, after the others are
 *   stored, a file without a single good line
 */
export async function importCatalogue(
  store: Store,
  analyzer: () => Analyze | Promise<Analyze>,
  format: string,
  path: string,
  { meta = null, onProgress = () => {}, signal, now = () => new Date() }: ImportOptions = {},
): Promise<ImportReport> {
  const tally = new ImportTally(format, path)
  const { items, bytes } = await openSource(format, path, meta)
  const stop = () => {
    bytes.stopped = true
  }
  const tell = () => onProgress({ bytesRead: bytes.read, bytesTotal: bytes.total })
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop)
  const telling = setInterval(tell, PROGRESS_MS)
  try {
    for await (const batch of batchesOf(items, tally)) {
      if (signal?.aborted) break
      await write(batch)
    }
  } finally {
    clearInterval(telling)
    signal?.removeEventListener('abort', stop)
  }
  if (signal?.aborted) return tally.report(false)
  tell()
  tally.failWithoutGoodLine()
  return tally.report(true)

  async function write(records: readonly ImportRecord[]): Promise<void> {
    switch (records[0]?.kind) {
      case 'song':
        return storeSongs(
          store,
          records.filter(each => each.kind === 'song'),
          tally,
        )
      case 'play':
        return storePlays(
          store,
          records.filter(each => each.kind === 'play'),
          format,
          tally,
        )
      case 'review':
        return storeReviews(
          store,
          records.filter(each => each.kind === 'review'),
          await analyzer(),
          now(),
          tally,
        )
      case 'tags':
        return storeTags(
          store,
          records.filter(each => each.kind === 'tags'),
          tally,
        )
    }
  }
}

/** The records among some items, in order, in batches of one kind; the other items are counted. */
async function* batchesOf(
  items: AsyncIterable<ImportItem>,
  tally: ImportTally,
): AsyncGenerator<ImportRecord[], void, undefined> {
  let batch: ImportRecord[] = []
  for await (const item of items) {
    if (item.kind === 'bad') tally.bad(item)
    else if (item.kind === 'skipped') tally.skip(item)
    else if (item.kind === 'noted') tally.wellFormed(item)
    else {
      const isFull = batch.length >= (item.kind === 'review' ? REVIEW_BATCH : BATCH)
      if (isFull || (batch[0] !== undefined && batch[0].kind !== item.kind)) {
        yield batch
        batch = []
      }
      batch.push(item)
    }
  }
  if (batch.length > 0) yield batch
}
