import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { OperatorError } from '../../src/domain/errors.js'
import { findFile, meterOf } from '../../src/importers/files.js'
import { type Encoding, linesOf } from '../../src/importers/lines.js'
import { all, withFile } from './reading.js'

async function linesIn(path: string, encoding?: Encoding) {
  const file = await findFile(path, 'a file')
  const meter = meterOf(file)
  const lines = (await all(linesOf(file, meter, encoding))).flat()
  return { lines, texts: lines.map(line => line.text), meter }
}

describe('the lines of a file', () => {
  test.each<[string, string | Buffer, Encoding, (string | null)[]]>([
    ['LF', 'a\nb\n', 'utf8', ['a', 'b']],
    ['CRLF', 'a\r\nb\r\n', 'utf8', ['a', 'b']],
    ['no end of the last line', 'a\nb', 'utf8', ['a', 'b']],
    ['blank lines', '\n\na\n\n', 'utf8', ['', '', 'a', '']],
    ['an empty file', '', 'utf8', []],
    ['a byte order mark', '\ufeffa\nb', 'utf8', ['a', 'b']],
    ['NEL and line separator are text', 'a\u0085b\u2028c\nd\u000be', 'utf8', ['a\u0085b\u2028c', 'd\u000be']],
    ['a CR inside a line is text', 'a\rb\r\r\n', 'utf8', ['a\rb\r']],
    ['ISO-8859-1', Buffer.from('espa\xf1ol\n\x85', 'latin1'), 'latin1', ['espa\u00f1ol', '\u0085']],
    ['bytes that are no UTF-8', Buffer.from('a\nb\xf1c\n\xc3\xb1\n', 'latin1'), 'utf8', ['a', null, 'ñ']],
  ])('%s', async (_, content, encoding, expected) => {
    expect(await withFile('a.txt', content, path => linesIn(path, encoding).then(read => read.texts))).toEqual(expected)
    const packed = gzipSync(content)
    expect(await withFile('a.gz', packed, path => linesIn(path, encoding).then(read => read.texts))).toEqual(expected)
  })

  test('longer than a chunk, with characters across chunks, keep their numbers', async () => {
    const texts = ['ü'.repeat(150_001), '', '€'.repeat(400_000), 'end']
    const read = await withFile('a.txt', `x${texts.join('\n')}`, path => linesIn(path))
    expect(read.texts.map(text => text?.length)).toEqual([150_002, 0, 400_000, 3])
    expect(read.texts[2]).toBe(texts[2])
    expect(read.lines.map(line => line.number)).toEqual([1, 2, 3, 4])
  })

  test('the meter counts bytes on disk up to the total', async () => {
    const packed = gzipSync('line\n'.repeat(100_000))
    const { meter } = await withFile('a.gz', packed, path => linesIn(path))
    expect(meter).toEqual({ read: packed.length, total: packed.length, stopped: false })
  })

  test('a stopped meter ends the reading', async () => {
    await withFile('a.txt', 'line\n'.repeat(500_000), async path => {
      const file = await findFile(path, 'a file')
      const meter = meterOf(file)
      let batches = 0
      for await (const _ of linesOf(file, meter)) {
        batches++
        meter.stopped = true
      }
      expect(batches).toBe(1)
      expect(meter.read).toBeLessThan(meter.total)
    })
  })
})

describe('what cannot be read', () => {
  const cut = gzipSync('line\n'.repeat(1000)).subarray(0, 30)
  test.each<[string, string | Buffer, RegExp]>([
    ['gzip data that end too early', cut, /a\.gz cannot be read to its end: .*unexpected end/],
    ['broken gzip data', Buffer.concat([cut.subarray(0, 12), Buffer.alloc(30, 255)]), /cannot be read to its end/],
    ['no line end anywhere', Buffer.alloc(17 * 1024 * 1024, 120), /a\.gz:1: no line ends within 16 MiB/],
  ])('%s', async (_, content, message) => {
    const reading = withFile('a.gz', content, path => linesIn(path))
    await expect(reading).rejects.toThrow(OperatorError)
    await expect(withFile('a.gz', content, path => linesIn(path))).rejects.toThrow(message)
  })
})
