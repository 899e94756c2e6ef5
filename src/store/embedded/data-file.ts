import { closeSync, existsSync, fstatSync, openSync, readSync, writeSync } from 'node:fs'

/**
 * Of LMDB's meta pages, the first two of the file: where their fields stand, in bytes from the start of the page. All are
 * little-endian, as every platform is that lmdb-js is built for.
 */
const MAGIC_AT = 24
const VERSION_AT = 28
const PAGE_SIZE_AT = 48
const LAST_PAGE_AT = 144
const META_BYTES = 168
const MAGIC = 0xbeefc0de
const VERSION = 2

/**
 * Makes LMDB's data file safe to map into memory; does nothing where there is none. lmdb-js ends the process with a
 * segmentation fault where the file is not LMDB's, and with a bus error on reading a page beyond the end of a file that
 * was cut off. So the first is refused here, and the second is filled up with zeros, which LMDB reports as corrupted. A
 * sound file may be short as well, when its last pages are free, so being short alone is no fault. Bytes are only ever
 * appended: another process may be writing.
 * @throws Error where the file is not LMDB's
 */
export function prepareDataFile(path: string): void {
  if (!existsSync(path)) return
  const file = openSync(path, 'a+')
  try {
    const { size } = fstatSync(file)
    if (size === 0) return
    const first = metaAt(file, 0)
    const second = metaAt(file, first.pageSize)
    const missing = (Math.max(first.lastPage, second.lastPage) + 1) * first.pageSize - size
    const zeros = Buffer.alloc(1 << 20)
    for (let left = missing; left > 0; left -= zeros.length) writeSync(file, zeros, 0, Math.min(left, zeros.length))
  } finally {
    closeSync(file)
  }
}

function metaAt(file: number, start: number): { pageSize: number; lastPage: number } {
  const bytes = Buffer.alloc(META_BYTES)
  const length = readSync(file, bytes, 0, META_BYTES, start)
  const ours = length === META_BYTES && bytes.readUInt32LE(MAGIC_AT) === MAGIC
  if (!ours || bytes.readUInt16LE(VERSION_AT) !== VERSION) throw new Error('data.mdb is not the data file of a store')
  return { pageSize: bytes.readUInt32LE(PAGE_SIZE_AT), lastPage: Number(bytes.readBigUInt64LE(LAST_PAGE_AT)) }
}
