import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, jest, test } from '@jest/globals'
import { folder, linernotes, type Outcome, prepare, seed } from './process.js'

jest.setTimeout(360_000)

const store = folder()
const files = folder()
const run = (...args: string[]) => linernotes([...args, '--data-dir', store])

function document(outcome: Outcome) {
  expect(outcome.code).toBe(0)
  return JSON.parse(outcome.stdout)
}

const firstLines = (noun: string, count: number) =>
  readFileSync(seed(`${noun}.jsonl`), 'utf8')
    .split('\n')
    .slice(0, count)
    .join('\n')

/** The first lines of a demo file, in a file of the same name. */
function head(noun: string, count: number): string {
  const path = join(files, `${noun}.jsonl`)
  writeFileSync(path, firstLines(noun, count))
  return path
}

beforeAll(prepare)

describe('an empty store', () => {
  test('has statistics, no models, and nothing to recommend', () => {
    expect(document(run('stats', '--json'))).toMatchObject({
      songCount: 0,
      playCount: 0,
      plays: { pairs: 0, raw: null, normalised: null },
    })
    expect(run('stats').code).toBe(0)
    expect(document(run('models', 'list', '--json'))).toEqual([])
    expect(document(run('recommend', 'u', '--json'))).toMatchObject({
      basis: 'POPULARITY',
      edges: [],
      modelVersion: null,
    })
    expect(run('recommend', 'u').stdout).toMatch(/Nothing to recommend/)
  })

  test('cannot be trained on', () => {
    const { code, stdout, stderr } = run('train', '--json')
    expect(code).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^linernotes: .+/m)
  })
})

describe('a part of the demo catalogue', () => {
  beforeAll(() => {
    for (const [noun, lines] of [
      ['songs', 480],
      ['plays', 3_000],
      ['reviews', 300],
      ['tags', 200],
    ] as const) {
      const report = document(run('import', noun, head(noun, lines), '--json'))
      expect(report).toMatchObject({ format: noun, complete: true, badLines: { count: 0, first: [] } })
    }
  })

  test('stats', () => {
    const stats = document(run('stats', '--json'))
    expect(stats).toMatchObject({ songCount: 480, reviewCount: 300, plays: { pairs: 3_000 } })
    const { positive, neutral, negative } = stats.sentiment
    expect(positive + neutral + negative).toBeCloseTo(1, 9)
    expect(stats.aspects.length).toBeGreaterThan(0)
    expect(stats.plays.raw.min).toBeGreaterThanOrEqual(1)
    expect(stats.plays.normalised.min).toBeLessThan(1)
    expect(stats.plays.normalised.max).toBeGreaterThan(1)
    const { stdout } = run('stats')
    for (const title of [
      'What is loaded',
      'Songs per year',
      'Plays of a song by a user',
      'Sentiment of reviews',
      'What reviews speak of most',
    ]) {
      expect(stdout).toContain(title)
    }
    expect(stdout).toContain('█')
  })

  test('import, repeated, changes nothing', () => {
    const before = document(run('stats', '--json'))
    const report = document(run('import', 'reviews', head('reviews', 300), '--json'))
    expect(report.reviews).toEqual({ added: 0, replaced: 0, unchanged: 300 })
    expect(document(run('stats', '--json'))).toEqual(before)
  })

  test('train, recommend, models', () => {
    const training = run('train', '--json')
    const trained = document(training)
    expect(training.stderr).toMatch(/^\d+ % /m)
    expect(trained).toMatchObject({ status: 'SUCCEEDED', model: { active: true } })
    const { version } = trained.model

    const user = JSON.parse(firstLines('plays', 1)).userId
    const list = document(run('recommend', user, '-n', '5', '--json'))
    expect(list).toMatchObject({ basis: 'HISTORY', modelVersion: version })
    expect(list.edges.map(({ node }: { node: { rank: number } }) => node.rank)).toEqual([1, 2, 3, 4, 5])
    for (const { node } of list.edges) expect(node.reasons.length).toBeGreaterThan(0)
    const { stdout } = run('recommend', user, '-n', '5')
    expect(stdout).toContain(`1  ${list.edges[0].node.song.title} – `)
    expect(stdout).toContain(list.edges[0].node.reasons[0].text)

    expect(document(run('models', 'list', '--json'))).toMatchObject([{ version, active: true }])
    expect(run('models', 'list').stdout).toMatch(new RegExp(`^\\* +${version}`, 'm'))
    expect(document(run('models', 'activate', version, '--json'))).toMatchObject({ version, active: true })
  })

  test('bad lines are shown with their numbers and skipped', () => {
    const path = join(files, 'songs.csv')
    writeFileSync(path, 'id,title,year\nx1,Good,1999\nx2,Bad,soon\n,,\n')
    const outcome = run('import', 'songs', path, '--json')
    expect(document(outcome)).toMatchObject({ songs: { added: 1 }, badLines: { count: 2 } })
    expect(outcome.stderr).toMatch(/^songs\.csv:3: .*soon/m)
    expect(outcome.stderr).toMatch(/^2 bad lines were skipped/m)
    expect(run('import', 'songs', path).stdout).toMatch(/^songs +0 +0 +1$/m)
  })

  test('a model that is broken, or gone', () => {
    const [{ version }] = document(run('models', 'list', '--json'))
    const file = join(store, 'models', `${version}.model`)
    const bytes = readFileSync(file)
    bytes[bytes.length >> 1] ^= 0xff
    writeFileSync(file, bytes)
    for (const args of [
      ['recommend', 'u'],
      ['serve', '--port', '0'],
    ]) {
      const { code, stdout, stderr } = run(...args)
      expect(stderr).toMatch(new RegExp(`^linernotes: .*${version}.*\\n$`))
      expect(stderr).toMatch(/linernotes (train|models activate)/)
      expect(stdout).toBe('')
      expect(code).toBe(1)
    }
    rmSync(file)
    expect(run('recommend', 'u').stderr).toMatch(/is gone; .*linernotes train/)
    expect(run('models', 'list').code).toBe(0)
  })

  test('a model that is not there', () => {
    const { code, stdout, stderr } = run('models', 'activate', 'nope')
    expect(stderr).toBe('linernotes: no model with the id "nope"\n')
    expect(stdout).toBe('')
    expect(code).toBe(1)
  })
})

describe('what cannot be done: one line with the remedy, exit code 1', () => {
  test('a file that is not there', () => {
    const { code, stdout, stderr } = run('import', 'songs', '/nowhere/songs.csv', '--json')
    expect(stderr).toMatch(/^linernotes: \/nowhere\/songs.csv: no such file; .+\n$/)
    expect(stdout).toBe('')
    expect(code).toBe(1)
  })

  test('a folder that cannot be made', () => {
    // Under a file no folder can be made, not even by root.
    const { code, stderr } = linernotes(['stats', '--data-dir', `${seed('songs.jsonl')}/data`])
    expect(stderr).toMatch(/^linernotes: .*songs\.jsonl\/data.*\n$/)
    expect(stderr).toMatch(/--data-dir/)
    expect(code).toBe(1)
  })
})
