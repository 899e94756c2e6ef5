import { isUtf8 } from 'node:buffer'
import { OperatorError } from '../domain/errors.js'
import { type ByteMeter, bytesOf, type SourceFile } from './files.js'

export type Encoding = 'utf8' | 'latin1'

export interface Line {
  /** From 1. */
  readonly number: number
  /** Without its line end. Null where the bytes are not valid in the file's encoding. */
  readonly text: string | null
}

/** Longer than any line of a text format, and little enough to hold. */
const MAX_LINE_BYTES = 16 * 1024 * 1024
const LF = 0x0a
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf])

/**
 * The lines of a plain or gzip-compressed file, in batches, one chunk of the file in memory at a time. Lines end at LF
 * only (U+0085 and U+2028 are text); one CR before it goes with it. A byte order mark is dropped. The text after the last
 * LF is a line if it is not empty.
 * @param encoding latin1 is ISO-8859-1
 * @throws OperatorError if the file cannot be read or a line has more than 16 MiB
 */
export async function* linesOf(
  file: SourceFile,
  meter: ByteMeter,
  encoding: Encoding = 'utf8',
): AsyncGenerator<Line[], void, undefined> {
  let number = 0
  let rest: Buffer[] = []
  let restBytes = 0
  for await (const chunk of bytesOf(file, meter)) {
    const end = chunk.lastIndexOf(LF)
    if (end < 0) {
      rest.push(chunk)
      restBytes += chunk.length
      if (restBytes > MAX_LINE_BYTES) {
        throw new OperatorError(`${file.path}:${number + 1}: no line ends within 16 MiB; this is not a text file`)
      }
      continue
    }
    const whole = Buffer.concat([...rest, chunk.subarray(0, end)])
    rest = [chunk.subarray(end + 1)]
    restBytes = chunk.length - end - 1
    const lines = split(whole, number, encoding)
    number += lines.length
    yield lines
  }
  const last = Buffer.concat(rest)
  // After a stop this is a part of a line.
  if (last.length > 0 && !meter.stopped) yield split(last, number, encoding)
}

/** @param before how many lines came before `bytes` */
function split(bytes: Buffer, before: number, encoding: Encoding): Line[] {
  const marked = before === 0 && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK)
  const body = marked ? bytes.subarray(3) : bytes
  const texts = encoding === 'latin1' || isUtf8(body) ? body.toString(encoding).split('\n') : [...splitEach(body)]
  return texts.map((text, index) => ({
    number: before + index + 1,
    text: text?.endsWith('\r') ? text.slice(0, -1) : text,
  }))
}

/** The slow way, for a chunk with an invalid line in it: null for just that line. */
function* splitEach(body: Buffer): Generator<string | null> {
  let start = 0
  while (start <= body.length) {
    const next = body.indexOf(LF, start)
    const end = next < 0 ? body.length : next
    const line = body.subarray(start, end)
    yield isUtf8(line) ? line.toString() : null
    start = end + 1
  }
}
