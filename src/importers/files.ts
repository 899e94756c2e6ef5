import { createReadStream } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { OperatorError } from '../domain/errors.js'

/** How far an import has come, in bytes of the files as they lie on disk. A file that is read twice counts twice. */
export interface ByteMeter {
  readonly total: number
  read: number
  /** Set it to stop: the files then seem to end where the reading is. */
  stopped: boolean
}

/** A file that is there, plain or gzip-compressed. */
export interface SourceFile {
  readonly path: string
  /** Without its folder. */
  readonly name: string
  /** On disk. */
  readonly size: number
}

const CHUNK_BYTES = 256 * 1024

/** @throws OperatorError if `path` is not a readable file; `expects` says what was wanted */
export async function findFile(path: string, expects: string): Promise<SourceFile> {
  const found = await stat(path).catch(() => null)
  if (found === null) throw new OperatorError(`${path}: no such file; expected ${expects}`)
  if (found.isDirectory()) throw new OperatorError(`${path} is a folder; expected ${expects}`)
  return { path, name: basename(path), size: found.size }
}

/** The names of the files in a folder. @throws OperatorError if it is not one */
export async function filesIn(folder: string, expects: string): Promise<string[]> {
  const found = await stat(folder).catch(() => null)
  if (found === null) throw new OperatorError(`${folder}: no such folder; expected ${expects}`)
  if (!found.isDirectory()) throw new OperatorError(`${folder} is a file; expected ${expects}`)
  return (await readdir(folder)).sort()
}

/** `name` or `name.gz` in a folder; null if neither is among `names`. */
export async function plainOrGz(
  folder: string,
  names: readonly string[],
  name: string,
  expects: string,
): Promise<SourceFile | null> {
  const found = [name, `${name}.gz`].find(each => names.includes(each))
  return found === undefined ? null : findFile(join(folder, found), expects)
}

export function meterOf(...files: readonly SourceFile[]): ByteMeter {
  return { total: files.reduce((sum, file) => sum + file.size, 0), read: 0, stopped: false }
}

/**
 * The bytes of a file, in chunks; gzip is told by its first two bytes, not by the name.
 * @throws OperatorError if the file cannot be read, or its gzip data are broken or end too early
 */
export async function* bytesOf(file: SourceFile, meter: ByteMeter): AsyncGenerator<Buffer, void, undefined> {
  const before = meter.read
  const raw = createReadStream(file.path, { highWaterMark: CHUNK_BYTES })
  try {
    // The callback of `pipeline` has nothing to add: an error also ends the loop below.
    const chunks = (await isGzip(file.path)) ? pipeline(raw, createGunzip({ chunkSize: CHUNK_BYTES }), () => {}) : raw
    for await (const chunk of chunks) {
      if (meter.stopped) return
      meter.read = before + raw.bytesRead
      yield chunk
    }
  } catch (error) {
    throw new OperatorError(`${file.path} cannot be read to its end: ${(error as Error).message}`)
  } finally {
    raw.destroy()
  }
}

async function isGzip(path: string): Promise<boolean> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await handle.close()
  }
}
