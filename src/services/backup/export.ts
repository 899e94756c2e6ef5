import { mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { OperatorError } from '../../domain/errors.js'
import type { Store } from '../../store/ports.js'
import { writeBytes, writeLines } from './line-file.js'
import { EXPORT_VERSION, type ExportedFile, isExport, MANIFEST, type Manifest } from './manifest.js'
import { artefactFile, fileOf, type Noun, type Nouns, toLine } from './nouns.js'

export interface ExportOptions {
  /** Takes the place of an export that is there. */
  readonly force?: boolean
  readonly onProgress?: (step: string, done: number) => void
  readonly signal?: AbortSignal
}

export interface ExportReport {
  readonly folder: string
  /** Lines by file. */
  readonly records: Readonly<Record<Noun, number>>
  readonly bytes: number
  /** Models that were left out, for their artefact is gone. */
  readonly modelsWithoutArtefact: readonly string[]
  readonly seconds: number
}

/**
 * Writes all of a store as JSON lines into a folder, a bounded number of records in memory at a time. The folder has its
 * name only once it is whole. Kept lists and training runs are left out.
 *
 * Songs come last: one that is added meanwhile is in the export, though what is said of it may not be. Of a song that is
 * removed meanwhile plays and reviews may be there, which `restore` leaves out.
 * @throws OperatorError where the folder holds something already
 */
export async function exportStore(
  store: Store,
  folder: string,
  { force = false, onProgress = () => {}, signal }: ExportOptions = {},
): Promise<ExportReport> {
  const startedAt = performance.now()
  const target = resolve(folder)
  const replaced = await checkTarget(target, force)
  const partial = `${target}.${process.pid}.partial`
  await mkdir(partial, { recursive: true })
  try {
    const { manifest, modelsWithoutArtefact } = await writeAll(store, partial, onProgress, signal)
    signal?.throwIfAborted()
    await putInPlace(partial, target, replaced)
    const records = Object.fromEntries(
      manifest.files
        .filter(({ name }) => name.endsWith('.jsonl'))
        .map(({ name, records }) => [name.slice(0, -6), records]),
    ) as Record<Noun, number>
    const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0)
    return { folder, records, bytes, modelsWithoutArtefact, seconds: (performance.now() - startedAt) / 1000 }
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    throw error
  }
}

/** @returns whether there is an export to take the place of */
async function checkTarget(target: string, force: boolean): Promise<boolean> {
  const found = await stat(target).catch(() => null)
  if (found === null) return false
  if (!found.isDirectory()) throw new OperatorError(`${target} is a file: name a folder that is not there yet`)
  if ((await readdir(target)).length === 0) return false
  if (!(await isExport(target))) {
    throw new OperatorError(`${target} holds other files: name a folder that is empty or not there yet`)
  }
  if (!force) throw new OperatorError(`${target} holds an export: name another folder, or replace it with --force`)
  return true
}

async function writeAll(
  store: Store,
  folder: string,
  onProgress: (step: string, done: number) => void,
  signal: AbortSignal | undefined,
): Promise<{ manifest: Manifest; modelsWithoutArtefact: string[] }> {
  const { songCount, userCount, reviewCount } = await store.songs.catalogueTotals()
  const files: ExportedFile[] = []
  /** @param shareOf how far it is, by what the stream has come to */
  async function write<N extends Noun>(noun: N, records: AsyncIterable<Nouns[N]>, shareOf: ShareOf<Nouns[N]>) {
    const counted = watched(records, record => {
      signal?.throwIfAborted()
      onProgress(`exporting ${noun}`, Math.min(1, shareOf(record)))
    })
    files.push(await writeLines(folder, fileOf(noun), counted))
  }
  const byUser = (): ShareOf<{ userId: string }> => {
    let [users, last] = [0, '']
    return ({ userId }) => {
      if (userId !== last) users++
      last = userId
      return users / userCount
    }
  }
  const byNumber = (total: number): ShareOf<unknown> => {
    let seen = 0
    return () => ++seen / total
  }
  await write('plays', store.plays.all(), byUser())
  await write('play-events', store.plays.events(), byUser())
  await write('reviews', store.reviews.all(), byNumber(reviewCount))
  await write('tags', store.tags.all(), byUser())
  await write('tastes', store.tastes.all(), byUser())

  const modelsWithoutArtefact: string[] = []
  const models = (await store.models.list()).reverse()
  const kept: typeof models = []
  for (const model of models) {
    signal?.throwIfAborted()
    const artefact = await store.models.artefact(model.version)
    if (artefact === null) modelsWithoutArtefact.push(model.version)
    else {
      kept.push(model)
      files.push(await writeBytes(folder, artefactFile(model.version), artefact))
    }
  }
  const active = await store.models.activeVersion()
  await write('models', eachOf(kept), byNumber(kept.length))
  await write('songs', store.songs.all(), byNumber(songCount))

  files.sort((a, b) => (a.name < b.name ? -1 : 1))
  const activeModel = kept.some(({ version }) => version === active) ? active : null
  const manifest: Manifest = { format: 'linernotes-export', version: EXPORT_VERSION, activeModel, files }
  await writeBytes(folder, MANIFEST, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`))
  return { manifest, modelsWithoutArtefact }
}

/** Its place in the whole, in [0, 1], about. */
type ShareOf<T> = (record: T) => number

async function* watched<T extends object>(
  records: AsyncIterable<T>,
  seen: (record: T) => void,
): AsyncGenerator<string> {
  for await (const record of records) {
    seen(record)
    yield toLine(record)
  }
}

async function* eachOf<T>(list: readonly T[]): AsyncGenerator<T> {
  yield* list
}

/** At no moment does the name stand for half an export; between the two renames for none. */
async function putInPlace(partial: string, target: string, replaced: boolean): Promise<void> {
  if (!replaced) {
    // An empty folder may be in the way; only some systems rename over it.
    await rmdir(target).catch(() => {})
    return rename(partial, target)
  }
  const old = `${target}.${process.pid}.old`
  await rename(target, old)
  await rename(partial, target)
  await rm(old, { recursive: true })
}
