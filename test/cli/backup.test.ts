import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { dropDatabase, newDatabase, withServer } from '../store/mongo/server.js'
import { folder, linernotes, type Outcome, prepare, seed } from './process.js'

jest.setTimeout(300_000)

const files = folder()
const source = { args: ['--data-dir', folder()], env: {} }
type Place = typeof source & { env: NodeJS.ProcessEnv }
const at = ({ args, env }: Place, ...command: string[]) => linernotes([...command, ...args], { env })
const USER = 'mika'

function document(outcome: Outcome) {
  expect(outcome).toMatchObject({ code: 0 })
  return JSON.parse(outcome.stdout)
}

const contents = (path: string) =>
  Object.fromEntries(
    readdirSync(path)
      .sort()
      .map(name => [name, readFileSync(join(path, name), 'latin1')]),
  )

/** What the source answers, before tests take from it. */
let answer: { basis: string }

/** A part of the demo, with a model. */
beforeAll(() => {
  prepare()
  for (const [noun, count] of [
    ['songs', 480],
    ['plays', 1_500],
    ['reviews', 150],
    ['tags', 100],
  ] as const) {
    const path = join(files, `${noun}.jsonl`)
    writeFileSync(
      path,
      readFileSync(seed(`${noun}.jsonl`), 'utf8')
        .split('\n')
        .slice(0, count)
        .join('\n'),
    )
    expect(at(source, 'import', noun, path).code).toBe(0)
  }
  expect(at(source, 'train').code).toBe(0)
  expect(at(source, 'export', join(files, 'export'), '--json').code).toBe(0)
  answer = document(at(source, 'recommend', USER, '--json'))
  expect(answer.basis).toBe('HISTORY')
})

/** What holds of any second store. */
function throughTheStore(second: () => Place): void {
  test('export, restore, export: the same bytes; the restored store serves the same list', () => {
    const report = document(at(second(), 'restore', join(files, 'export'), '--json'))
    expect(report).toMatchObject({
      records: { songs: 480, plays: 1_500, 'play-events': 1_500, reviews: 150, models: 1 },
      skipped: 0,
    })
    const again = `${folder()}/again`
    expect(document(at(second(), 'export', again, '--json')).records).toEqual(report.records)
    expect(contents(again)).toEqual(contents(join(files, 'export')))
    expect(document(at(second(), 'recommend', USER, '--json'))).toEqual(answer)

    const third = { args: ['--data-dir', folder()], env: {} }
    expect(document(at(third, 'restore', again, '--json'))).toMatchObject({ records: report.records })
    const back = `${folder()}/back`
    expect(at(third, 'export', back).code).toBe(0)
    expect(contents(back)).toEqual(contents(join(files, 'export')))
  })

  test('a restore into a store that is not empty is refused', () => {
    const { code, stderr } = at(second(), 'restore', join(files, 'export'))
    expect(stderr).toMatch(/^linernotes: the store is not empty \(480 songs, \d+ users\): .*--merge\n/m)
    expect(code).toBe(1)
  })

  test('replay prints the list just as it was answered, as far as it was asked for', () => {
    const short = document(at(second(), 'recommend', USER, '-n', '7', '--json'))
    const answered = document(at(second(), 'recommend', USER, '-n', '25', '--json'))
    const replayed = document(at(second(), 'replay', short.recommendationId, '--json'))
    expect(replayed).toEqual(answered)
    expect(replayed.edges.slice(0, 7)).toEqual(short.edges)
    expect(at(second(), 'replay', answered.recommendationId).stdout).toContain(
      ` 25  ${answered.edges[24].node.song.title}`,
    )
    expect(at(second(), 'replay', 'nothing').stderr).toBe('linernotes: no kept list with the id "nothing"\n')
  })

  test('doctor finds all well', () => {
    const { code, stdout } = at(second(), 'doctor')
    expect(stdout).toMatch(/All is well\.\n$/)
    expect(code).toBe(0)
    const told = document(at(second(), 'doctor', '--repair', '--json'))
    expect(told).toMatchObject({ findings: [], counted: { songs: 480, playCounts: 1_500, reviews: 150 } })
  })

  test('erase-user leaves nothing of a user, their kept lists included, and tells of models', () => {
    const list = document(at(second(), 'recommend', USER, '--json'))
    const receipt = document(at(second(), 'erase-user', USER, '--json'))
    expect(receipt).toMatchObject({ userId: USER, tasteRemoved: false, modelsStillInfluenced: [list.modelVersion] })
    expect(receipt.playsRemoved).toBeGreaterThan(0)
    expect(at(second(), 'replay', list.recommendationId).code).toBe(1)
    const path = `${folder()}/erased`
    expect(at(second(), 'export', path).code).toBe(0)
    const texts = Object.entries(contents(path)).filter(([name]) => name.endsWith('.jsonl'))
    for (const [, text] of texts) expect(text).not.toContain(JSON.stringify(USER))
    expect(document(at(second(), 'erase-user', USER, '--json'))).toMatchObject({ playsRemoved: 0, reviewsRemoved: 0 })
    expect(at(second(), 'doctor').code).toBe(0)
  })
}

describe('into another embedded store', () => {
  const place: Place = { args: ['--data-dir', folder()], env: {} }
  throughTheStore(() => place)

  test('what a removed song and review leave of a kept list', () => {
    const list = document(at(source, 'recommend', USER, '--json'))
    const quoted = list.edges.find((edge: Edge) => edge.node.reasons.some(({ quote }) => quote))
    const review = quoted.node.reasons.find(({ quote }: Reason) => quote).quote.review.id
    const written = readFileSync(join(files, 'export', 'reviews.jsonl'), 'utf8')
      .split('\n')
      .find(line => line.includes(review))
    at(source, 'erase-user', JSON.parse(written ?? '').userId)
    const replayed = document(at(source, 'replay', list.recommendationId, '--json'))
    const node = replayed.edges.find((edge: Edge) => edge.node.rank === quoted.node.rank).node
    expect(node.reasons.find(({ quoteIsGone }: Reason) => quoteIsGone)).toMatchObject({ quote: null })
    expect(at(source, 'replay', list.recommendationId).stdout).toMatch(/the review that was quoted is gone/)
  })

  test('doctor names a model that is broken, and what to do', () => {
    const [, dataDir = ''] = place.args
    const [file = ''] = readdirSync(join(dataDir, 'models'))
    writeFileSync(join(dataDir, 'models', file), 'no model')
    const { code, stdout, stderr } = at(place, 'doctor')
    expect(stdout).toMatch(/^model .* is broken: .*\n {2}→ train again with `linernotes train`/m)
    expect(stderr).toMatch(/linernotes: one thing is wrong; see above/)
    expect(code).toBe(1)
    const { findings } = JSON.parse(at(place, 'doctor', '--json').stdout)
    expect(findings).toMatchObject([{ count: 1, repairable: false }])
  })
})

interface Reason {
  quote: { review: { id: string } } | null
  quoteIsGone?: boolean
}
interface Edge {
  node: { rank: number; reasons: Reason[] }
}

withServer('into MongoDB and back', () => {
  const place: Place = { args: [], env: {} }
  beforeAll(() => {
    place.env = { MONGODB_URI: newDatabase() }
  })
  afterAll(() => dropDatabase(place.env.MONGODB_URI ?? ''))
  throughTheStore(() => place)
})
