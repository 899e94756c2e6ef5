import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { folder, linernotes, prepare, Running } from './process.js'

// Two trainings, on a machine that may be busy.
jest.setTimeout(240_000)

const SONGS = 30
const USERS = 75
const PRAISE = ['The drums are great.', 'I love the chorus.', 'The lyrics are beautiful.', 'A wonderful voice.']
const BLAME = ['The drums are awful.', 'I hate the chorus.', 'The lyrics are terrible.', 'A boring voice.']

/** As a hash would: nothing of it is to be learnt from the place in the list. */
const odd = (i: number, k: number) => ((Math.imul(i + 1, 0x9e3779b1) >>> (5 + k)) & 1) === 1
const said = (i: number, k: number) => (odd(i, k) ? PRAISE : BLAME)[(i + k) % 4]
/** 2,250 reviews, in this store's way: whatever comes before, the last sentence tells how a song is liked. */
const REVIEWS = Array.from({ length: SONGS * USERS }, (_, i) => ({
  userId: `u${i % USERS}`,
  songId: `s${Math.floor(i / USERS)}`,
  text: [0, 1, 2, 3, 4, 5].map(k => said(i, k)).join(' '),
  rating: odd(i, 5) ? 5 : 1,
}))
/** Praise at the end only. */
const TEXT = `${BLAME[0]} ${BLAME[2]} ${BLAME[1]} ${PRAISE[0]}`

const store = folder()
const run = (...args: string[]) => linernotes([...args, '--data-dir', store])
interface Trained {
  readonly model: { readonly version: string; readonly notes: readonly string[] }
}
let shipped: Trained
let own: Trained
let retold = ''

beforeAll(() => {
  prepare()
  const files = folder()
  const bring = (format: string, records: readonly object[]) => {
    const path = join(files, `${format}.jsonl`)
    writeFileSync(path, records.map(record => JSON.stringify(record)).join('\n'))
    expect(run('import', format, path).code).toBe(0)
  }
  bring(
    'songs',
    Array.from({ length: SONGS }, (_, i) => ({ id: `s${i}`, title: `Song ${i}`, artist: `Artist ${i % 7}` })),
  )
  bring('reviews', REVIEWS.slice(0, 1_900))
  shipped = JSON.parse(run('train', '--json').stdout)
  bring('reviews', REVIEWS)
  const { stdout, stderr } = run('train', '--json', '--force')
  own = JSON.parse(stdout)
  retold = stderr
})

let server: Running
afterAll(() => server?.stop())

async function ask<T>(query: string): Promise<T> {
  const url = /answers at (http:\S+)/.exec(server.stdout)?.[1] ?? ''
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) })
  const { data, errors } = (await answer.json()) as { data: T; errors?: unknown }
  expect(errors).toBeUndefined()
  return data
}

interface Read {
  readonly analyzerVersion: string
  readonly sentiment: { readonly score: number; readonly label: string }
}
const FIELDS = '{ analyzerVersion sentiment { score label } }'
const readNow = async () =>
  (await ask<{ analyzeReview: Read }>(`{ analyzeReview(text: "${TEXT}") ${FIELDS} }`)).analyzeReview
const storedReviews = async () => {
  const { song } = await ask<{ song: { reviews: { edges: { node: { analysis: Read } }[] } } }>(
    `{ song(id: "s3") { reviews(first: 100) { edges { node { analysis ${FIELDS} } } } } }`,
  )
  return song.reviews.edges.map(({ node }) => node.analysis)
}

test('too few rated reviews: what ships stays, and the notes say so', () => {
  expect(shipped.model.notes.join('\n')).toContain(
    'the sentiment of reviews is read as shipped: there are 1900 of 2000 rated reviews that it takes',
  )
})

test('with enough the last layer is refitted, and the stored reviews are read with it', () => {
  expect(own.model.notes.join('\n')).toMatch(
    /the sentiment of reviews is fitted to 1800 rated ones of this store: on 450 held-out reviews, AUC [01]\.\d{4} against 0\.\d{4} as shipped/,
  )
  expect(retold).toContain('2,250 reviews were read anew.')
  expect(run('doctor').stdout).toContain('All is well.')
})

test('a server reads with the active layer; after the earlier model is activated it reads the store anew', async () => {
  server = new Running(['serve', '--port', '0', '--data-dir', store])
  await server.says(/answers at /)
  const withOwn = await readNow()
  expect(withOwn.analyzerVersion).toMatch(/\+[0-9a-f]{8}$/)
  expect(withOwn.sentiment.label).toBe('POSITIVE')
  expect(new Set((await storedReviews()).map(({ analyzerVersion }) => analyzerVersion))).toEqual(
    new Set([withOwn.analyzerVersion]),
  )

  await ask(`mutation { activateModel(version: "${shipped.model.version}") { version } }`)
  const asShipped = await readNow()
  expect(asShipped.analyzerVersion).toBe(withOwn.analyzerVersion.replace(/\+.*/, ''))
  expect(asShipped.sentiment.score).toBeLessThan(withOwn.sentiment.score)
  await server.says(/2,250 reviews were read anew\./)
  const versions = (await storedReviews()).map(({ analyzerVersion }) => analyzerVersion)
  expect(new Set(versions)).toEqual(new Set([asShipped.analyzerVersion]))
  expect(await server.stop()).toBe(0)
  expect(run('doctor').stdout).toContain('All is well.')
})
