import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'

const script = fileURLToPath(new URL('../../scripts/summarize.mjs', import.meta.url))
const outcome = (status: string, fullName = status) => ({ status, fullName })

function summarize(report: object | string, status: string): { lines: string[]; code: number | null } {
  const file = join(mkdtempSync(join(tmpdir(), 'linernotes-')), 'jest.json')
  writeFileSync(file, typeof report === 'string' ? report : JSON.stringify(report))
  const { stdout, status: code } = spawnSync(process.execPath, [script, file, status], { encoding: 'utf8' })
  return { lines: stdout.trimEnd().split('\n'), code }
}

test('all passed', () => {
  const report = { success: true, testResults: [{ name: 'a.ts', assertionResults: [outcome('passed')] }] }
  expect(summarize(report, '0')).toEqual({ lines: ['1 passed, 0 failed'], code: 0 })
})

test('skipped tests are named, file by file', () => {
  const assertionResults = [outcome('passed'), outcome('pending', 'HetRec (../shared/data is absent)')]
  const report = { success: true, testResults: [{ name: 'a.ts', assertionResults }] }
  expect(summarize(report, '0')).toEqual({
    lines: ['skipped in a.ts: HetRec (../shared/data is absent)', '1 passed, 0 failed, 1 skipped'],
    code: 0,
  })
})

test('a suite that does not run counts as a failure beside failed tests', () => {
  const testResults = [
    { name: 'a.ts', assertionResults: [outcome('passed'), outcome('failed')] },
    { name: 'b.ts', assertionResults: [] },
  ]
  const report = { success: false, numRuntimeErrorTestSuites: 1, testResults }
  expect(summarize(report, '1')).toEqual({ lines: ['1 passed, 2 failed'], code: 1 })
})

test.each([
  ['no report', '', '0'],
  ['a crash without a report', '', '134'],
  ['a bad status after a good report', { success: true, testResults: [] }, '1'],
  ['a good status after a bad report', { success: false, testResults: [] }, '0'],
])('%s fails', (_, report, status) => {
  const { lines, code } = summarize(report, status)
  expect(lines.at(-1)).toBe('0 passed, 1 failed')
  expect(code).toBe(1)
})
