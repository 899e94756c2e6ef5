import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { NOW, type OpenServices, openServices } from './fixture.js'

let app: OpenServices
beforeEach(async () => {
  app = await openServices()
  await app.songs.upsert(['a', 'b'].map(id => ({ id, title: id })))
})
afterEach(() => app.close())

test('plays add up; those of unknown songs and bad ones are rejected by themselves', async () => {
  const result = await app.plays.record([
    { userId: 'u', songId: 'a' },
    { userId: 'u', songId: 'none' },
    { userId: 'u', songId: 'a', count: 2 },
    { userId: 'u', songId: 'b', count: 0 },
    { userId: 'u', songId: 'b', eventId: 'e' },
    { userId: 'u', songId: 'b', eventId: 'e' },
  ])
  expect(result).toEqual({
    recorded: 3,
    repeated: 1,
    rejected: [
      { index: 1, code: 'NOT_FOUND', message: 'no song with the id "none"' },
      { index: 3, code: 'BAD_USER_INPUT', message: expect.stringContaining('input.3.count') },
    ],
  })
  const { items } = await app.plays.pageOfUser('u', { first: 10 })
  expect(items.map(({ node }) => node)).toEqual([
    { userId: 'u', songId: 'a', count: 3, lastPlayedAt: NOW },
    { userId: 'u', songId: 'b', count: 1, lastPlayedAt: NOW },
  ])
})

test('the time of playing may be told', async () => {
  const playedAt = new Date('2020-05-06T07:08:09Z')
  await app.plays.record([{ userId: 'u', songId: 'a', playedAt }])
  expect(await app.store.plays.get('u', 'a')).toMatchObject({ lastPlayedAt: playedAt })
})

test('a thousand at most, none of them recorded if there are more', async () => {
  const plays = Array.from({ length: 1001 }, () => ({ userId: 'u', songId: 'a' }))
  await expect(app.plays.record(plays)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
  expect(await app.users.get('u')).toBeNull()
  expect(await app.plays.record(plays.slice(1))).toMatchObject({ recorded: 1000 })
  expect(await app.plays.record([])).toEqual({ recorded: 0, repeated: 0, rejected: [] })
})
