import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from '@jest/globals'
import { transformFile } from '@swc/core'
import { type Keyed, LineSet, supersededLines } from '../../src/importers/superseded.js'
import { inFolder } from './reading.js'

async function* records(keys: Iterable<readonly [string, string]>): AsyncGenerator<Keyed> {
  let line = 1
  for (const key of keys) yield { line: line++, key }
}

test('every line of a key but its last', async () => {
  const superseded = await supersededLines(
    records([
      ['u', 's'],
      ['u', 't'],
      ['u', 's'],
      ['us', ''],
      ['u', 's'],
    ]),
  )
  expect([1, 2, 3, 4, 5, 6, 1e6].filter(line => superseded.has(line))).toEqual([1, 3])
})

test('lines at the edges of bytes, and far apart', () => {
  const lines = new LineSet()
  const some = [1, 7, 8, 8_191, 8_192, 1_000_000, 2 ** 31, 2 ** 31 + 9]
  for (const line of some) lines.add(line)
  for (const line of some) {
    expect([lines.has(line - 2), lines.has(line), lines.has(line + 2)]).toEqual([false, true, false])
  }
})

/** 300,000 keys of 200 letters, each twice: some 60 MB of text, in a process whose heap has 24. */
const MANY_KEYS = `
import { supersededLines } from './superseded.js'
const keys = 300_000
async function* records() {
  for (let line = 1; line <= 2 * keys; line++) yield { line, key: [String(line % keys).padStart(200, 'u'), 's'] }
}
const superseded = await supersededLines(records())
let count = 0
for (let line = 1; line <= 2 * keys; line++) if (superseded.has(line)) count++
console.log(count)
`

test(
  'more keys than the heap has room for',
  () =>
    inFolder(async folder => {
      for (const name of ['superseded', 'key-table']) {
        const source = fileURLToPath(new URL(`../../src/importers/${name}.ts`, import.meta.url))
        const jsc = { parser: { syntax: 'typescript' }, target: 'es2022' } as const
        const { code } = await transformFile(source, { swcrc: false, jsc, module: { type: 'es6' } })
        await writeFile(join(folder, `${name}.js`), code)
      }
      await writeFile(join(folder, 'package.json'), '{"type":"module"}')
      await writeFile(join(folder, 'main.js'), MANY_KEYS)
      const { stdout } = await promisify(execFile)(process.execPath, [
        '--max-old-space-size=24',
        join(folder, 'main.js'),
      ])
      expect(stdout).toBe('300000\n')
    }),
  30_000,
)
