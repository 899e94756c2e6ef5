import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { linesOf } from '../../src/cli/analyze.js'

async function read(...chunks: (string | number[])[]): Promise<string[]> {
  async function* bytes() {
    for (const chunk of chunks) yield Buffer.from(chunk as string)
  }
  const lines: string[] = []
  for await (const line of linesOf(bytes())) lines.push(line)
  return lines
}

test.each<[string, string, string[]]>([
  ['nothing', '', []],
  ['one empty line', '\n', ['']],
  ['empty lines between', 'a\n\n\nb\n', ['a', '', '', 'b']],
  ['no end at the end', 'a\nb', ['a', 'b']],
  ['CRLF', 'a\r\nb\r\n', ['a', 'b']],
  ['other line breaks are text', 'a\rb\u2028c\u0085d\ve\n', ['a\rb\u2028c\u0085d\ve']],
])('%s', async (_, text, lines) => {
  expect(await read(text)).toEqual(lines)
})

test('bytes that are not UTF-8 do not stop it', async () => {
  expect(await read([0x61, 0xff, 0x0a, 0x62, 0xc3])).toEqual(['a\ufffd', 'b\ufffd'])
})

test('where chunks are cut makes no difference', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 5 }), async (text, size) => {
      const whole = text.toWellFormed()
      const bytes = [...Buffer.from(whole)]
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.slice(i * size, (i + 1) * size),
      )
      expect(await read(...chunks)).toEqual(await read(whole))
    }),
  )
})
