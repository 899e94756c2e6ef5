import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { NO_TOTALS } from '../../src/domain/totals.js'
import { catalogueView } from '../../src/services/catalogue-view.js'
import type { SongStore } from '../../src/store/ports.js'
import { type OpenServices, openServices } from './fixture.js'

let app: OpenServices
beforeEach(async () => {
  app = await openServices()
  await app.songs.upsert(['a', 'b', 'c'].map(id => ({ id, title: id })))
  await app.view.refresh()
})
afterEach(() => app.close())

const play = (userId: string, songId: string, count = 1) => ({ userId, songId, count, playedAt: null, eventId: null })

test('holds the songs of the store, and follows it', async () => {
  expect([...app.view.ids()].sort()).toEqual(['a', 'b', 'c'])
  await app.songs.update('a', { title: 'Anew' })
  await app.songs.remove('b')
  await app.songs.tag('u', 'c', ['sea'])
  expect(app.view.song('a')?.title).toBe('a')
  await app.view.refresh()
  expect(app.view.song('a')?.title).toBe('Anew')
  expect(app.view.song('b')).toBeUndefined()
  expect(app.view.totals('b')).toBe(NO_TOTALS)
  expect(app.view.totals('c').tags).toEqual([{ tag: 'sea', users: 1 }])
  expect(app.view.size).toBe(2)
  expect(app.view.catalogueTotals.songCount).toBe(2)
})

test('a profile stays until a review changes what it is shrunk toward', async () => {
  const before = app.view.profile('a')
  expect(app.view.profile('a')).toBe(before)
  await app.view.refresh()
  expect(app.view.profile('a')).toBe(before)
  await app.reviews.post({ userId: 'u', songId: 'b', text: 'Absolutely wonderful, I love it!' })
  await app.view.refresh()
  expect(app.view.profile('a').sentiment.score).toBeGreaterThan(0)
  expect(app.view.profile('a')).toEqual(await app.songs.profile('a'))
})

test('popular goes by listeners, plays, reviews, id, and is current after each write of this process', async () => {
  expect(app.view.popular()).toEqual(['a', 'b', 'c'])
  const before = app.view.popular()
  await app.reviews.post({ userId: 'u', songId: 'c', text: 'Fine.' })
  await app.view.refresh()
  expect(app.view.popular()).toEqual(['c', 'a', 'b'])
  expect(before).toEqual(['a', 'b', 'c'])
  await app.plays.record([play('u', 'a', 9), play('u', 'b'), play('v', 'b')])
  await app.view.refresh()
  expect(app.view.popular()).toEqual(['b', 'a', 'c'])
  await app.songs.remove('b')
  await app.songs.add({ id: 'aa', title: 'aa' })
  await app.view.refresh()
  expect(app.view.popular()).toEqual(['a', 'c', 'aa'])
})

test('plays of another process show once they are more than 1 % of the plays', async () => {
  await app.store.plays.record([play('u', 'a', 1000)])
  await app.view.refresh()
  expect(app.view.popular()).toEqual(['a', 'b', 'c'])
  await app.store.plays.record([play('u', 'c', 5), play('v', 'c', 5)])
  await app.view.refresh()
  expect(app.view.totals('c').playCount).toBe(0)
  await app.store.plays.record([play('w', 'c')])
  await app.view.refresh()
  expect(app.view.popular()).toEqual(['c', 'a', 'b'])
})

test('many changes at once give the same order as a view made anew', async () => {
  app.view.popular()
  const songs = Array.from({ length: 1200 }, (_, i) => `s${i}`)
  for (let from = 0; from < songs.length; from += 600) {
    await app.songs.upsert(songs.slice(from, from + 600).map(id => ({ id, title: id })))
  }
  await app.plays.record(songs.slice(0, 700).map((id, i) => play(`u${i % 7}`, id, 1 + ((i * 31) % 17))))
  await app.view.refresh()
  app.view.popular()
  await app.plays.record(songs.slice(650, 690).map(id => play('late', id, 3)))
  await app.view.refresh()
  const anew = catalogueView(app.store.songs)
  await anew.refresh()
  expect(app.view.popular()).toEqual(anew.popular())
  expect(anew.size).toBe(1203)
})

test('tells of songs added, replaced and removed', async () => {
  const told: unknown[] = []
  app.view.onChange((id, before, after) => told.push([id, before?.title, after?.title]))
  await app.songs.update('a', { title: 'A' })
  await app.view.refresh()
  await app.songs.remove('b')
  await app.view.refresh()
  await app.songs.add({ id: 'd', title: 'd' })
  await app.view.refresh()
  expect(told).toEqual([
    ['a', 'a', 'A'],
    ['b', 'b', undefined],
    ['d', undefined, 'd'],
  ])
})

test('a refresh asked for during another sees what was written in between', async () => {
  const early = app.view.refresh()
  await app.songs.add({ id: 'late', title: 'late' })
  const late = app.view.refresh()
  await Promise.all([early, late])
  expect(app.view.song('late')).toBeDefined()
})

test('plays whose reading failed are read by the next refresh, and so are those told of meanwhile', async () => {
  await app.store.plays.record([play('u', 'a', 1000)])
  let fails = false
  const store: SongStore = Object.assign(Object.create(app.store.songs), {
    getMany: async (ids: readonly string[]) => {
      if (!fails) return app.store.songs.getMany(ids)
      view.played(['b'])
      throw new Error('the disk is gone')
    },
  })
  const view = catalogueView(store)
  await view.refresh()
  await app.store.plays.record([play('u', 'b'), play('u', 'c')])
  view.played(['c'])
  fails = true
  await expect(view.refresh()).rejects.toThrow('the disk is gone')
  fails = false
  await view.refresh()
  expect([view.totals('b').playCount, view.totals('c').playCount]).toEqual([1, 1])
})
