import { beforeAll, describe, expect, test } from '@jest/globals'
import { folder, linernotes, type Outcome, prepare, seed } from './process.js'

const store = folder()
const run = (...args: string[]) => linernotes([...args, '--data-dir', store])

function document(outcome: Outcome) {
  expect(outcome.code).toBe(0)
  return JSON.parse(outcome.stdout)
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

describe('the demo catalogue', () => {
  beforeAll(() => {
    for (const noun of ['songs', 'plays', 'reviews', 'tags']) {
      const report = document(run('import', noun, seed(`${noun}.jsonl`), '--json'))
      expect(report.bad).toBe(0)
    }
  })

  test('stats', () => {
    const stats = document(run('stats', '--json'))
    expect(stats.songCount).toBeGreaterThanOrEqual(400)
    expect(stats.userCount).toBeGreaterThanOrEqual(250)
    expect(stats.reviewCount).toBeGreaterThanOrEqual(2_500)
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
    document(run('import', 'reviews', seed('reviews.jsonl'), '--json'))
    expect(document(run('stats', '--json'))).toEqual(before)
  })

  test('train, recommend, models', () => {
    const training = run('train', '--json')
    const trained = document(training)
    expect(training.stderr).toMatch(/^\d+ % /m)
    expect(trained).toMatchObject({ status: 'SUCCEEDED', model: { active: true } })
    const { version } = trained.model

    const list = document(run('recommend', 'u001', '-n', '5', '--json'))
    expect(list).toMatchObject({ basis: 'HISTORY', modelVersion: version })
    expect(list.edges.map(({ node }: { node: { rank: number } }) => node.rank)).toEqual([1, 2, 3, 4, 5])
    for (const { node } of list.edges) expect(node.reasons.length).toBeGreaterThan(0)
    const { stdout } = run('recommend', 'u001', '-n', '5')
    expect(stdout).toContain(`1  ${list.edges[0].node.song.title} – `)
    expect(stdout).toContain(list.edges[0].node.reasons[0].text)

    expect(document(run('models', 'list', '--json'))).toMatchObject([{ version, active: true }])
    expect(run('models', 'list').stdout).toMatch(new RegExp(`^\\* +${version}`, 'm'))
    expect(document(run('models', 'activate', version, '--json'))).toMatchObject({ version, active: true })
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
    expect(stderr).toMatch(/DATA_DIR/)
    expect(code).toBe(1)
  })
})
