import { describe, expect, test } from '@jest/globals'
import { BadInputError } from '../../../src/domain/errors.js'
import { collect, nodesOf, type OpenStore, pageThrough } from './harness.js'
import { byCodePoint, minute, play, song } from './samples.js'

export function playsContract(open: OpenStore): void {
  describe('plays', () => {
    test('an empty store has none', async () => {
      const { store } = await open()
      expect(await store.plays.get('u', 'a')).toBeNull()
      expect(await store.plays.ofUser('u')).toEqual([])
      expect(await collect(store.plays.all())).toEqual([])
      expect(await store.plays.record([])).toEqual([])
      const page = await store.plays.pageOfUser('u', { first: 5, after: null })
      expect(page).toEqual({ items: [], totalCount: 0, hasNextPage: false, hasPreviousPage: false })
    })

    test('counts add up, the latest time stays, unknown songs are told apart', async () => {
      const { store, reopen } = await open()
      await store.songs.upsert([song('a'), song('b')])
      const outcomes = await store.plays.record([
        play('u', 'a', { count: 2, playedAt: minute(5) }),
        play('u', 'nowhere', { eventId: 'e' }),
        play('u', 'a', { count: 1_000_000, playedAt: minute(3) }),
        play('u', 'b'),
      ])
      expect(outcomes).toEqual(['recorded', 'unknownSong', 'recorded', 'recorded'])
      await store.plays.record([play('u', 'a')])
      const ofA = { userId: 'u', songId: 'a', count: 1_000_003, lastPlayedAt: minute(5) }
      const ofB = { userId: 'u', songId: 'b', count: 1, lastPlayedAt: null }
      expect(await store.plays.get('u', 'a')).toEqual(ofA)
      const again = await reopen()
      expect(await again.plays.ofUser('u')).toEqual([ofA, ofB])
      expect(await again.plays.get('u', 'nowhere')).toBeNull()
      expect(await again.songs.totals('a')).toMatchObject({ playCount: 1_000_003, listenerCount: 1 })
      await again.songs.add(song('nowhere'))
      expect(await again.plays.record([play('u', 'nowhere', { eventId: 'e' })])).toEqual(['recorded'])
    })

    test('an event counts once: within a write, across writes and songs, for each user alone', async () => {
      const { store, reopen } = await open()
      await store.songs.upsert([song('a'), song('b')])
      const event = (userId: string, songId: string) => play(userId, songId, { eventId: 'e' })
      expect(await store.plays.record([event('u', 'a'), event('u', 'a'), event('v', 'a')])).toEqual([
        'recorded',
        'repeated',
        'recorded',
      ])
      expect(await store.plays.record([event('u', 'b'), event('v', 'a'), event('w', 'b')])).toEqual([
        'repeated',
        'repeated',
        'recorded',
      ])
      const again = await reopen()
      const repeats = await Promise.all(['u', 'v', 'w', 'x'].map(userId => again.plays.record([event(userId, 'a')])))
      expect(repeats.flat()).toEqual(['repeated', 'repeated', 'repeated', 'recorded'])
      expect(await again.songs.catalogueTotals()).toMatchObject({ playCount: 4, userCount: 4 })
      expect((await collect(again.plays.all())).map(each => each.count)).toEqual([1, 1, 1, 1])
    })

    test('ids that run into each other stay apart', async () => {
      const { store } = await open()
      const parts = ['', 'a', 'b', '\u0000', '\u0001', '\u0002', 'a\u0000', '\u0000b'].filter(part => part !== '')
      const pairs = parts.flatMap(user => parts.map(songId => [user, songId] as const))
      await store.songs.upsert(parts.map(id => song(id)))
      await store.plays.record(pairs.map(([user, songId], i) => play(user, songId, { count: i + 1, eventId: songId })))
      for (const [i, [user, songId]] of pairs.entries())
        expect((await store.plays.get(user, songId))?.count).toBe(i + 1)
      expect(await collect(store.plays.all())).toHaveLength(pairs.length)
    })

    test('of a user: by song id; of everybody: by user id, then song id', async () => {
      const { store } = await open()
      const ids = ['b', 'a', '\uffff', '🎵', 'aa', '\u0000', 'a\u0000']
      await store.songs.upsert(ids.map(id => song(id)))
      await store.plays.record(ids.flatMap(user => ids.map(id => play(user, id))))
      const inOrder = [...ids].sort(byCodePoint)
      expect((await store.plays.ofUser('a')).map(each => each.songId)).toEqual(inOrder)
      const all = (await collect(store.plays.all())).map(each => [each.userId, each.songId])
      expect(all).toEqual(inOrder.flatMap(user => inOrder.map(id => [user, id])))
    })

    test('pages: most played first, ties by song id, stable while plays are added', async () => {
      const { store } = await open()
      const count = (i: number) => 10 + 2 * Math.floor(i / 2)
      const ids = Array.from({ length: 20 }, (_, i) => `s${String(i).padStart(2, '0')}`)
      await store.songs.upsert([...ids, 'new'].map(id => song(id)))
      await store.plays.record(ids.map((id, i) => play('u', id, { count: count(i) })))
      const expected = ids
        .map((id, i) => [-count(i), id] as const)
        .sort((a, b) => a[0] - b[0] || byCodePoint(a[1], b[1]))
      const pages = await pageThrough(
        page => store.plays.pageOfUser('u', page),
        6,
        async n => {
          if (n === 1) await store.plays.record([play('u', 'new', { count: 1000 })])
        },
      )
      expect(nodesOf(pages).map(each => each.songId)).toEqual(expected.map(([, id]) => id))
      expect(pages.map(page => page.totalCount)).toEqual([20, 21, 21, 21])
      expect(pages.map(page => page.hasPreviousPage)).toEqual([false, true, true, true])
      await expect(store.plays.pageOfUser('u', { first: 1, after: 'nonsense' })).rejects.toThrow(BadInputError)
    })

    test('all streams thousands of plays, each once, while others are recorded', async () => {
      const { store } = await open()
      await store.songs.upsert([song('a'), song('b')])
      const user = (i: number) => `user ${String(i).padStart(5, '0')}`
      await store.plays.record(Array.from({ length: 3_000 }, (_, i) => play(user(2 * i), 'a')))
      const seen: string[] = []
      for await (const { userId, songId } of store.plays.all()) {
        if (songId === 'a') seen.push(userId)
        if (seen.length % 1_000 === 0) await store.plays.record([play(user(2 * seen.length + 1), 'b')])
      }
      expect(seen).toEqual(Array.from({ length: 3_000 }, (_, i) => user(2 * i)))
    })

    test('events: by user id, then event id; restored elsewhere they count as counted, and add no plays', async () => {
      const { store } = await open()
      await store.songs.upsert([song('a'), song('b')])
      const ids = ['b', 'a', '\uffff', '🎵', '\u0000']
      const plays = ids.flatMap(user => ids.map(eventId => play(user, eventId === 'a' ? 'a' : 'b', { eventId })))
      await store.plays.record([...plays, play('a', 'a')])
      const inOrder = [...ids].sort(byCodePoint)
      const events = await collect(store.plays.events())
      expect(events).toEqual(
        inOrder.flatMap(userId => inOrder.map(eventId => ({ userId, eventId, songId: eventId === 'a' ? 'a' : 'b' }))),
      )

      const { store: other, reopen } = await open()
      await other.songs.add(song('a'))
      const ofA = events.filter(({ songId }) => songId === 'a')
      const outcomes = await other.plays.restoreEvents(events)
      expect(outcomes).toEqual(events.map(({ songId }) => (songId === 'a' ? 'restored' : 'unknownSong')))
      expect(await other.plays.restoreEvents(ofA)).toEqual(ofA.map(() => 'repeated'))
      const again = await reopen()
      expect(await collect(again.plays.events())).toEqual(ofA)
      expect(await collect(again.plays.all())).toEqual([])
      expect(await again.songs.catalogueTotals()).toMatchObject({ playCount: 0, userCount: 0 })
      expect(await again.plays.record([play('a', 'a', { eventId: 'a' }), play('a', 'a', { eventId: 'new' })])).toEqual([
        'repeated',
        'recorded',
      ])
      await again.songs.remove('a')
      expect(await collect(again.plays.events())).toEqual([])
    })
  })
}
