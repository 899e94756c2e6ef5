import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { OperatorError } from '../../domain/errors.js'
import { fileOf, NOUNS } from './nouns.js'

export const MANIFEST = 'manifest.json'
/** Of the files' layout and of what is in them. */
export const EXPORT_VERSION = 1

const manifest = z.object({
  format: z.literal('linernotes-export'),
  version: z.int(),
  /** Null where none is active. */
  activeModel: z.string().nullable(),
  files: z.array(
    z.object({
      /** No path, so that nothing outside the folder is read. */
      name: z.string().regex(/^[^/\\]+$/),
      /** Lines; 1 for an artefact. */
      records: z.int().min(0),
      bytes: z.int().min(0),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
})
/** What an export holds. Nothing of when and where it was made: the same data give the same bytes. */
export type Manifest = z.infer<typeof manifest>
export type ExportedFile = Manifest['files'][number]

/** An export that was found to be whole. */
export interface VerifiedExport {
  readonly folder: string
  readonly manifest: Manifest
  /** The same for equal exports. */
  readonly id: string
  readonly bytes: number
}

const REMEDY = 'take another copy of the export, or export again'

/** Whether a folder holds an export, sound or not. */
export async function isExport(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch((): string[] => [])
  return names.includes(MANIFEST)
}

/**
 * Reads every byte of an export and compares counts and checksums.
 * @param onProgress told the share that was read, in [0, 1]
 * @throws OperatorError for a folder that is no export, and for a file that is missing, damaged or not of the export
 */
export async function verifiedExport(
  folder: string,
  { signal, onProgress = () => {} }: { signal?: AbortSignal | undefined; onProgress?: (done: number) => void } = {},
): Promise<VerifiedExport> {
  const { found, id } = await readManifest(folder)
  const listed = new Set([MANIFEST, ...found.files.map(file => file.name)])
  const stranger = (await readdir(folder)).find(name => !listed.has(name))
  if (stranger !== undefined) throw broken(folder, `${stranger} is not a file of the export`)
  for (const noun of NOUNS)
    if (!listed.has(fileOf(noun))) throw broken(folder, `${MANIFEST} does not name ${fileOf(noun)}`)
  const bytes = found.files.reduce((sum, file) => sum + file.bytes, 0)
  let read = 0
  for (const file of found.files) {
    await check(folder, file, size => {
      signal?.throwIfAborted()
      read += size
      onProgress(read / bytes)
    })
  }
  return { folder, manifest: found, id, bytes }
}

async function readManifest(folder: string): Promise<{ found: Manifest; id: string }> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => null)
  if (text === null) {
    throw new OperatorError(
      `${folder} is not an export: there is no ${MANIFEST} in it; name the folder that \`linernotes export\` wrote`,
    )
  }
  const parsed = manifest.safeParse(parsedJson(text))
  if (!parsed.success) throw broken(folder, `${MANIFEST} is damaged, or of another program`)
  const { version } = parsed.data
  if (version !== EXPORT_VERSION) {
    throw new OperatorError(
      `the export in ${folder} has version ${version}, this program reads version ${EXPORT_VERSION}: use the version that wrote it`,
    )
  }
  return { found: parsed.data, id: createHash('sha256').update(text).digest('hex') }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const LF = 0x0a

async function check(
  folder: string,
  { name, bytes, records, sha256 }: ExportedFile,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const path = join(folder, name)
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) throw broken(folder, `${name} is missing`)
  if (found.size !== bytes) throw broken(folder, `${name} has ${found.size} bytes instead of ${bytes}`)
  const hash = createHash('sha256')
  const isText = name.endsWith('.jsonl')
  let lines = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    if (isText) for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, at + 1)) lines++
    onBytes(chunk.length)
  }
  if (hash.digest('hex') !== sha256) throw broken(folder, `${name} is damaged: its checksum does not match`)
  if (isText && lines !== records) throw broken(folder, `${name} has ${lines} records instead of ${records}`)
}

function broken(folder: string, fault: string): OperatorError {
  return new OperatorError(`the export in ${folder} cannot be restored: ${fault}; nothing was written; ${REMEDY}`)
}
