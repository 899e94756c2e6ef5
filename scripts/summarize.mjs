/**
 * Closes a test run: `node scripts/summarize.mjs <jest's JSON report> <exit status of npm test>`.
 * Prints what was skipped and why (test titles say why), then `N passed, N failed[, N skipped]` on the last line.
 * Exits 0 only where the run did, its report is there, and nothing in it failed.
 */
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'

const [, , reportFile, status] = process.argv
/** So many skipped tests of one group are named one by one. */
const FEW = 5
const report = readReport()
const files = report?.testResults ?? []
const tests = files.flatMap(file => file.assertionResults.map(test => ({ ...test, file: relative('.', file.name) })))
const skipped = tests.filter(test => ['pending', 'todo', 'skipped', 'disabled'].includes(test.status))
for (const file of new Set(skipped.map(test => test.file))) {
  process.stdout.write(`skipped in ${file}: ${titlesOf(skipped.filter(test => test.file === file)).join('; ')}\n`)
}

const passed = tests.filter(test => test.status === 'passed').length
let failed = tests.filter(test => test.status === 'failed').length + (report?.numRuntimeErrorTestSuites ?? 0)
const clean = status === '0' && report?.success === true
if (!clean && failed === 0) {
  // The check before the tests, or Jest itself, fell over: that is one failure, whatever was counted.
  process.stdout.write(`npm test ended with status ${status}${report ? '' : ' and left no report of its tests'}\n`)
  failed = 1
}
process.stdout.write(`${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}\n`)
process.exitCode = failed > 0 ? 1 : 0

/** Of a group that is skipped as a whole its own title, which says why, and how many tests are in it. */
function titlesOf(skippedHere) {
  const groups = new Map()
  for (const test of skippedHere) {
    const group = test.ancestorTitles?.[0] ?? test.fullName
    groups.set(group, [...(groups.get(group) ?? []), test.fullName])
  }
  return [...groups].flatMap(([group, titles]) => (titles.length > FEW ? [`${group}: ${titles.length} tests`] : titles))
}

function readReport() {
  try {
    return JSON.parse(readFileSync(reportFile, 'utf8'))
  } catch {
    return null
  }
}
