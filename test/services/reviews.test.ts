import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { reviewId } from '../../src/domain/ids.js'
import { NOW, type OpenServices, openServices } from './fixture.js'

let app: OpenServices
beforeEach(async () => {
  app = await openServices()
  await app.songs.add({ id: 's', title: 'Song' })
})
afterEach(() => app.close())

const INPUT = { userId: 'u', songId: 's', text: 'The lyrics are wonderful.', rating: 4.5 }

test('a posted review is read', async () => {
  const review = await app.reviews.post(INPUT)
  expect(review).toMatchObject({ id: reviewId('u', 's'), rating: 4.5, createdAt: NOW, updatedAt: NOW })
  expect(review.analysis.sentiment.label).toBe('POSITIVE')
  expect(review.analysis.opinions[0]).toMatchObject({ canonicalAspect: 'lyrics', label: 'POSITIVE' })
  expect(await app.reviews.get(review.id)).toEqual(review)
})

test('posting again replaces it and keeps its id and createdAt', async () => {
  const before = await app.reviews.post(INPUT)
  app.clock.now = new Date(NOW.getTime() + 1000)
  const after = await app.reviews.post({ ...INPUT, text: 'The lyrics are terrible.', rating: null })
  expect(after).toMatchObject({ id: before.id, createdAt: NOW, updatedAt: app.clock.now, rating: null })
  expect(after.analysis.sentiment.label).toBe('NEGATIVE')
  expect((await app.reviews.pageOfSong('s', { first: 10 })).items.map(({ node }) => node)).toEqual([after])
  expect((await app.reviews.pageOfUser('u', { first: 10 })).totalCount).toBe(1)
  expect(await app.songs.profile('s')).toMatchObject({ reviewCount: 1, sentiment: { negative: 1 } })
})

test('the time of writing may be told', async () => {
  const createdAt = new Date('2001-01-01T00:00:00Z')
  expect(await app.reviews.post({ ...INPUT, createdAt })).toMatchObject({ createdAt, updatedAt: NOW })
})

test.each([
  [{ ...INPUT, rating: 4.6 }, 'input.rating'],
  [{ ...INPUT, text: ' \n' }, 'input.text'],
  [{ ...INPUT, text: 'x'.repeat(20_001) }, 'input.text'],
  [{ ...INPUT, userId: '' }, 'input.userId'],
])('bad input %# is refused, naming %s', async (input, path) => {
  await expect(app.reviews.post(input)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', path })
})

test('no review of an unknown song', async () => {
  await expect(app.reviews.post({ ...INPUT, songId: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await app.users.get('u')).toBeNull()
})

test('a removed review is gone, once', async () => {
  const { id } = await app.reviews.post(INPUT)
  expect(await app.reviews.remove(id)).toBe(true)
  expect(await app.reviews.remove(id)).toBe(false)
  expect(await app.reviews.get(id)).toBeNull()
  expect((await app.songs.profile('s')).reviewCount).toBe(0)
})

test('a text is read without being stored, a blank one too', async () => {
  expect((await app.reviews.analyze('Great drums!')).sentiment.label).toBe('POSITIVE')
  expect((await app.reviews.analyze('')).opinions).toEqual([])
  await expect(app.reviews.analyze('x'.repeat(20_001))).rejects.toThrow('text')
  expect((await app.catalogue.stats()).totals.reviewCount).toBe(0)
})
