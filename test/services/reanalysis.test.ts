import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { analyze } from '../../nlp/analyze.js'
import type { ReviewAnalysis } from '../../src/domain/review.js'
import { differences, reanalyze } from '../../src/services/reanalysis.js'
import { collect } from '../store/contract/harness.js'
import { review, song } from '../store/contract/samples.js'
import { recount, told } from '../store/recount.js'
import { type OpenServices, openServices } from './fixture.js'

let app: OpenServices
beforeEach(async () => {
  app = await openServices()
  await app.store.songs.upsert([song('a'), song('b')])
  const text = (i: number) => (i % 2 === 0 ? 'The lyrics are wonderful.' : 'The mix is terrible.')
  await app.store.reviews.putMany(
    Array.from({ length: 200 }, (_, i) =>
      review(`u${i}`, i % 3 === 0 ? 'a' : 'b', { text: text(i), score: 0, opinions: [], analyzerVersion: 'old' }),
    ),
  )
})
afterEach(() => app.close())

test('reviews of another version are read anew, and totals follow; the second time there is nothing to do', async () => {
  const shares: number[] = []
  expect(await reanalyze(app.store, analyze, { onProgress: done => shares.push(done) })).toEqual({
    reviews: 200,
    changed: 200,
  })
  expect(shares.at(-1)).toBe(1)
  expect(shares).toEqual([...shares].sort((a, b) => a - b))
  for (const each of await collect(app.store.reviews.all())) {
    expect(each.analysis).toEqual(analyze(each.text))
    expect(each.updatedAt).toEqual(review('u', 'a').updatedAt)
  }
  expect(await app.store.songs.catalogueTotals()).toMatchObject({ reviewCount: 200, positive: 100, negative: 100 })
  expect(await reanalyze(app.store, analyze)).toEqual({ reviews: 200, changed: 0 })
})

test('reviews posted, replaced and removed while it runs keep what they say, and totals equal a recount', async () => {
  let step = 0
  const changing = reanalyze(app.store, text => {
    step++
    return analyze(text)
  })
  for (let i = 0; i < 60; i++) {
    const songId = i % 3 === 0 ? 'a' : 'b'
    if (i % 5 === 4) await app.store.reviews.remove(review(`u${i}`, songId).id)
    else await app.reviews.post({ userId: `u${i}`, songId, text: `Version ${i}: the drums are awful.` })
    await app.reviews.post({ userId: `new${i}`, songId: 'a', text: 'The chorus is great.' })
  }
  await changing
  expect(step).toBeGreaterThan(100)
  const stored = await collect(app.store.reviews.all())
  expect(stored).toHaveLength(200 - 12 + 60)
  expect(stored.filter(each => each.text.startsWith('Version'))).toHaveLength(48)
  for (const each of stored) expect(each.analysis).toEqual(analyze(each.text))
  const counted = await recount(app.store)
  expect(await told(app.store, counted)).toEqual(counted)
})

test('it ends when told to, and the next call goes on', async () => {
  const stop = new AbortController()
  const first = await reanalyze(app.store, analyze, {
    signal: stop.signal,
    onProgress: done => done >= 0.5 && stop.abort(),
  })
  expect(first.changed).toBe(100)
  expect((await reanalyze(app.store, analyze)).changed).toBe(100)
})

test('differences: what another analyser would change, and nothing of what it would not', async () => {
  await reanalyze(app.store, analyze)
  const all = await collect(differences(app.store.reviews.all(), analyze, analyze))
  expect(all).toEqual(Array.from({ length: 200 }, () => null))
  const deaf = (text: string): ReviewAnalysis =>
    text.includes('mix') ? { ...analyze(''), language: 'en' } : analyze(text)
  const changed = (await collect(differences(app.store.reviews.all(), analyze, deaf))).filter(each => each !== null)
  expect(changed).toHaveLength(100)
  expect(changed[0]).toMatchObject({
    review: { text: 'The mix is terrible.' },
    after: { sentiment: { label: 'NEUTRAL' } },
    gone: [{ aspect: { text: 'mix' }, opinion: { text: 'terrible' } }],
    added: [],
    shifted: [],
  })
})

test('differences: what an earlier version read is compared as the present one reads it', async () => {
  const milder = (text: string): ReviewAnalysis => {
    const { opinions, ...rest } = analyze(text)
    return { ...rest, opinions: opinions.map(each => ({ ...each, polarity: each.polarity / 2 })) }
  }
  const [first] = await collect(differences(app.store.reviews.all(), analyze, milder))
  expect(first).toMatchObject({ before: analyze(first?.review.text ?? ''), gone: [], added: [] })
  expect(first?.shifted).toHaveLength(1)
})
