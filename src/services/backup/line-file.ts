import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExportedFile } from './manifest.js'

/** Kept in memory before it is written, in UTF-16 units. */
const BUFFERED = 1 << 20

/** Writes lines, synced to the disk when done. @returns what the manifest says of the file */
export async function writeLines(folder: string, name: string, lines: AsyncIterable<string>): Promise<ExportedFile> {
  const file = await open(join(folder, name), 'wx')
  const hash = createHash('sha256')
  let [records, bytes, pending] = [0, 0, '']
  const flush = async () => {
    const chunk = Buffer.from(pending)
    pending = ''
    hash.update(chunk)
    bytes += chunk.length
    await file.writeFile(chunk)
  }
  try {
    for await (const line of lines) {
      pending += `${line}\n`
      records++
      if (pending.length >= BUFFERED) await flush()
    }
    await flush()
    await file.sync()
  } finally {
    await file.close()
  }
  return { name, records, bytes, sha256: hash.digest('hex') }
}

/** Writes bytes, synced to the disk when done. */
export async function writeBytes(folder: string, name: string, content: Uint8Array): Promise<ExportedFile> {
  const file = await open(join(folder, name), 'wx')
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  return { name, records: 1, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }
}
