/** A part of a key: an id or name, or a number of a magnitude below 2^1000 (above, it would begin with the byte 0xff). */
export type Part = string | number
export type Key = readonly Part[]

/** Kinds of a key's parts, in order: `s` a string, `n` a number. */
export type Layout = string

/** The most bytes that LMDB's default page takes as a key (lmdb-js). Two ids of 256 units need at most 1,538. */
export const MAX_KEY_BYTES = 1978

const scratch = Buffer.alloc(8192)
const END = 0
const NUMBER_BYTES = 8

/**
 * The bytes of a key, which order as its parts do: strings by code point, numbers by value, part after part. A string is
 * UTF-8 and ends with a zero byte; U+0000 and U+0001 in it are written as two characters, so that a string never holds
 * its own end and order stays. LMDB's own encoding of strings cannot hold U+0000.
 * @returns a view that the next call overwrites; copy it to keep it
 * @throws RangeError above MAX_KEY_BYTES
 */
export function encodeKey(key: Key): Buffer {
  let end = 0
  for (const part of key) end = typeof part === 'string' ? writeString(part, end) : writeNumber(part, end)
  if (end > MAX_KEY_BYTES) throw new RangeError(`a key of ${end} bytes is too long; at most ${MAX_KEY_BYTES} fit`)
  return scratch.subarray(0, end)
}

/** The parts of a key that `encodeKey` made. */
export function decodeKey(bytes: Uint8Array, layout: Layout): Part[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const key: Part[] = []
  let start = 0
  for (const kind of layout) {
    const end = kind === 's' ? buffer.indexOf(END, start) : start + NUMBER_BYTES
    key.push(kind === 's' ? unescaped(buffer.toString('utf8', start, end)) : readNumber(buffer, start))
    start = kind === 's' ? end + 1 : end
  }
  return key
}

function writeString(text: string, start: number): number {
  const end = start + scratch.write(escaped(text), start)
  scratch[end] = END
  return end + 1
}

function escaped(text: string): string {
  if (!text.includes('\u0000') && !text.includes('\u0001')) return text
  return text.replaceAll('\u0001', '\u0001\u0002').replaceAll('\u0000', '\u0001\u0001')
}

function unescaped(text: string): string {
  if (!text.includes('\u0001')) return text
  return text.replaceAll('\u0001\u0001', '\u0000').replaceAll('\u0001\u0002', '\u0001')
}

/** IEEE 754 orders by its bytes once the sign bit is flipped, and all bits of a negative number. */
function writeNumber(value: number, start: number): number {
  scratch.writeDoubleBE(value === 0 ? 0 : value, start)
  flip(scratch, start, (scratch[start] ?? 0) >= 0x80)
  return start + NUMBER_BYTES
}

function readNumber(bytes: Buffer, start: number): number {
  const copy = Buffer.from(bytes.subarray(start, start + NUMBER_BYTES))
  flip(copy, 0, (copy[0] ?? 0) < 0x80)
  return copy.readDoubleBE(0)
}

function flip(bytes: Buffer, start: number, negative: boolean): void {
  const length = negative ? NUMBER_BYTES : 1
  for (let i = start; i < start + length; i++) bytes[i] = (bytes[i] ?? 0) ^ (negative ? 0xff : 0x80)
}
