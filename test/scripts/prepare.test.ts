import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, expect, test } from '@jest/globals'

const scripts = fileURLToPath(new URL('../../scripts', import.meta.url))
const LOCK = {
  packages: {
    '': { name: 'clone' },
    'node_modules/typescript': { version: '1.0.0', integrity: 'a' },
    'node_modules/other-platform': { version: '1.0.0', integrity: 'b', optional: true },
  },
}
/** Stands for npm: installs a compiler that copies, or fails where a file says so. */
const NPM = `
const { mkdirSync, writeFileSync, existsSync, readFileSync } = require('node:fs')
if (existsSync('offline')) process.exit(1)
writeFileSync('npm-ran', process.argv.slice(2).join(' '))
mkdirSync('node_modules/typescript/bin', { recursive: true })
writeFileSync('node_modules/typescript/package.json', '{}')
writeFileSync('node_modules/typescript/bin/tsc', 'require("node:fs").cpSync("src", "dist/src", { recursive: true })')
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const { '': _, 'node_modules/other-platform': __, ...present } = packages
writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages: present }))
`

let clone = ''
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'linernotes-clone-'))
  cpSync(scripts, at('scripts'), { recursive: true })
  write('npm-cli.js', NPM)
  write('package-lock.json', JSON.stringify(LOCK))
  write('src/main.js', '1')
  for (const name of ['kernels', 'linear']) write(`simd/${name}.wasm`, '')
})

test('a fresh clone is installed and built, and then nothing more is done', () => {
  expect(prepare()).toEqual({ status: 0, lines: ['Installing packages (once; about a minute) …', 'Building …'] })
  expect(readFileSync(at('npm-ran'), 'utf8')).toMatch(/^ci /)
  expect(readFileSync(at('dist/src/main.js'), 'utf8')).toBe('1')
  expect(prepare()).toEqual({ status: 0, lines: [] })
})

test.each([
  ['an interrupted install', () => rmSync(at('node_modules/.package-lock.json'))],
  ['a package whose folder is gone', () => rmSync(at('node_modules/typescript/package.json'))],
  ['a package of another version', () => write('package-lock.json', JSON.stringify(LOCK).replace('1.0.0', '1.0.1'))],
])('%s is repeated', (_, damage) => {
  prepare()
  damage()
  expect(prepare().lines[0]).toBe('Installing packages (once; about a minute) …')
  expect(prepare().lines).toEqual([])
})

test('a changed source is built again, without an install', () => {
  prepare()
  write('src/main.js', '2')
  expect(prepare()).toEqual({ status: 0, lines: ['Building …'] })
  expect(readFileSync(at('dist/src/main.js'), 'utf8')).toBe('2')
})

test('an interrupted build is repeated', () => {
  prepare()
  rmSync(at('dist/.built-from'))
  expect(prepare().lines).toEqual(['Building …'])
})

test('without a registry it says what to do, and the next run tries again', () => {
  write('offline', '')
  expect(prepare()).toEqual({
    status: 1,
    lines: [
      'Installing packages (once; about a minute) …',
      'npm ci failed; check the network and the registry, then run this again.',
    ],
  })
  rmSync(at('offline'))
  expect(prepare().status).toBe(0)
  expect(existsSync(at('dist/src/main.js'))).toBe(true)
})

test('a compiler that fails leaves no build behind that counts', () => {
  prepare()
  write('src/main.js', '2')
  const tsc = at('node_modules/typescript/bin/tsc')
  chmodSync(tsc, 0o644)
  writeFileSync(tsc, 'process.exit(2)')
  expect(prepare()).toEqual({ status: 1, lines: ['Building …', 'The build failed; the lines above say where.'] })
  expect(prepare().status).toBe(1)
})

function prepare(): { status: number | null; lines: string[] } {
  const { status, stderr } = spawnSync(process.execPath, [at('scripts/prepare.mjs')], {
    encoding: 'utf8',
    env: { ...process.env, npm_execpath: at('npm-cli.js') },
  })
  return { status, lines: stderr.split('\n').filter(line => line !== '') }
}

function at(path: string): string {
  return join(clone, path)
}

function write(path: string, text: string): void {
  mkdirSync(dirname(at(path)), { recursive: true })
  writeFileSync(at(path), text)
}
