import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { NO_TASTE } from '../../src/domain/user.js'
import { type OpenServices, openServices } from './fixture.js'

const MODEL = {
  seconds: 1,
  seed: 1,
  songCount: 1,
  userCount: 1,
  interactionCount: 1,
  reviewCount: 0,
  metrics: [],
  ablation: null,
}

let app: OpenServices
beforeEach(async () => {
  app = await openServices()
  await app.songs.upsert([
    { id: 'a', title: 'A', artist: 'Ada', genres: ['rock'] },
    { id: 'b', title: 'B', artist: 'Bo', genres: ['jazz'] },
  ])
})
afterEach(() => app.close())

test('erase gives a receipt, tells of models since the user came, and answers without them at once', async () => {
  const { store, clock, users, view } = app
  const model = (version: string, trainedAt: Date) =>
    store.models.put({ ...MODEL, version, trainedAt }, Buffer.from('model'))
  await model('1', new Date('2026-01-01'))
  await model('2', clock.now)
  await app.plays.record([
    { userId: 'u', songId: 'a', count: 9 },
    { userId: 'v', songId: 'a' },
  ])
  await app.reviews.post({ userId: 'u', songId: 'a', text: 'Awful vocals.' })
  await app.reviews.post({ userId: 'w', songId: 'b', text: 'Gorgeous vocals.' })
  await store.tastes.put('taste', NO_TASTE)
  await view.refresh()
  expect(view.totals('a').playCount).toBe(10)

  expect(await users.erase('u')).toEqual({
    userId: 'u',
    reviewsRemoved: 1,
    playsRemoved: 9,
    tagsRemoved: 0,
    tasteRemoved: false,
    // When plays came is not known.
    modelsStillInfluenced: ['2', '1'],
    erasedAt: clock.now,
  })
  await view.refresh()
  expect(view.totals('a')).toMatchObject({ playCount: 1, reviewCount: 0 })
  expect((await users.erase('w')).modelsStillInfluenced).toEqual(['2'])
  expect(await users.erase('taste')).toMatchObject({ tasteRemoved: true, modelsStillInfluenced: [] })
  expect(await users.erase('nobody')).toMatchObject({ playsRemoved: 0, tasteRemoved: false, modelsStillInfluenced: [] })
  await expect(users.erase('')).rejects.toThrow(/^id: /)
})

test('null for a user of whom nothing is there', async () => {
  expect(await app.users.get('u')).toBeNull()
  expect(await app.users.aspects('u', 10)).toEqual([])
  expect(await app.users.taste('u')).toEqual(NO_TASTE)
})

test('what the user plays and says shows at once', async () => {
  await app.plays.record([{ userId: 'u', songId: 'a', count: 9 }])
  await app.reviews.post({ userId: 'u', songId: 'a', text: 'The vocals are awful. I hate the boring vocals.' })
  await app.reviews.post({ userId: 'u', songId: 'b', text: 'The vocals are gorgeous.' })
  expect(await app.users.get('u')).toMatchObject({ id: 'u', playCount: 9, songCount: 1, reviewCount: 2 })
  expect((await app.users.aspects('u', 1))[0]).toMatchObject({ aspect: 'vocals', importance: 1, corrected: false })
  expect((await app.users.artists('u', 10)).map(({ name }) => name)).toContain('Bo')
  expect((await app.users.genres('u', 10)).map(({ name }) => name)).toContain('jazz')
  expect((await app.users.conflicts('u', 10)).map(({ songId, playCount }) => [songId, playCount])).toEqual([['a', 9]])
  const quotes = await app.users.quotes('u', 'vocals', 10)
  expect(quotes.map(({ text }) => text)).toContain('The vocals are gorgeous.')
  expect(await app.users.quotes('u', 'vocals', 1)).toEqual(quotes.slice(0, 1))
})

test('what the user set outranks what was learnt', async () => {
  await app.reviews.post({ userId: 'u', songId: 'b', text: 'The vocals are gorgeous.' })
  const taste = { ...NO_TASTE, aspectImportance: { vocals: 0.25 } }
  await app.store.tastes.put('u', taste)
  expect(await app.users.taste('u')).toEqual(taste)
  expect((await app.users.aspects('u', 10))[0]).toMatchObject({ aspect: 'vocals', importance: 0.25, corrected: true })
})

test('lists check their size', async () => {
  await expect(app.users.genres('u', 101)).rejects.toMatchObject({ path: 'first' })
  await expect(app.users.quotes('u', 'vocals', 0)).rejects.toMatchObject({ path: 'first' })
})
