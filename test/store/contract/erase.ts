import { describe, expect, test } from '@jest/globals'
import { NO_TASTE } from '../../../src/domain/user.js'
import type { Store } from '../../../src/store/ports.js'
import { recount, told } from '../recount.js'
import { collect, type OpenStore } from './harness.js'
import { keptList } from './kept-lists.js'
import { HARD_IDS, opinion, play, review, song } from './samples.js'

export function eraseContract(open: OpenStore): void {
  describe('erasing a user', () => {
    test('takes away all that is theirs and nothing else; totals follow', async () => {
      const { store, reopen } = await open()
      await fill(store, 'u')
      await fill(store, 'v')
      expect(await store.users.erase('u')).toEqual({
        playCount: 8,
        songCount: 2,
        reviewCount: 2,
        tagCount: 3,
        taste: true,
      })
      const again = await reopen()
      expect(await again.users.get('u')).toBeNull()
      expect(await again.plays.ofUser('u')).toEqual([])
      expect(await again.reviews.ofUser('u')).toEqual([])
      expect(await again.tags.ofUser('u')).toEqual([])
      expect(await again.tastes.get('u')).toBeNull()
      expect(await again.keptLists.get('list of u')).toBeNull()
      expect((await collect(again.plays.events())).map(each => each.userId)).toEqual(['v', 'v'])
      expect((await again.reviews.quotes('a', 'mix', 9)).map(each => each.reviewId)).toEqual([review('v', 'a').id])
      expect((await again.reviews.pageOfSong('a', { first: 9, after: null })).totalCount).toBe(1)
      expect(await again.keptLists.get('list of v')).not.toBeNull()
      expect(await again.users.get('v')).toEqual({ id: 'v', playCount: 8, songCount: 2, reviewCount: 2, tagCount: 3 })
      const counted = await recount(again, ['v'])
      expect(await told(again, counted)).toEqual(counted)
      expect(counted.catalogue).toMatchObject({ userCount: 1, playCount: 8, reviewCount: 2 })
      expect(await again.users.erase('u')).toBeNull()
    })

    test('null for nobody; a taste or a kept list alone is something', async () => {
      const { store } = await open()
      await store.songs.add(song('a'))
      expect(await store.users.erase('u')).toBeNull()
      const nothing = { playCount: 0, songCount: 0, reviewCount: 0, tagCount: 0, taste: false }
      await store.tastes.put('u', NO_TASTE)
      await store.keptLists.keep([keptList('l', { userId: 'v' })])
      expect(await store.users.erase('u')).toEqual({ ...nothing, taste: true })
      expect(await store.users.erase('v')).toEqual(nothing)
      expect(await store.users.erase('v')).toBeNull()
      expect(await store.songs.catalogueTotals()).toMatchObject({ userCount: 0 })
    })

    test('what was erased can come again, event ids too; the songs count as changed', async () => {
      const { store } = await open()
      await fill(store, 'u')
      const { moment } = await store.songs.changes(null)
      await store.users.erase('u')
      expect((await store.songs.changes(moment)).songIds.sort()).toEqual(['a', 'b'])
      expect(
        (await store.songs.page({}, 'PLAYS_DESC', { first: 9, after: null })).items.map(each => each.node.id),
      ).toEqual(['a', 'b'])
      await fill(store, 'u')
      const counted = await recount(store, ['u'])
      expect(await told(store, counted)).toEqual(counted)
      expect(counted.catalogue).toMatchObject({ userCount: 1, playCount: 8, reviewCount: 2 })
    })

    test('of many who play the same, whatever their ids', async () => {
      const { store } = await open()
      await store.songs.add(song('a'))
      await store.plays.record(HARD_IDS.map(id => play(id, 'a', { eventId: id })))
      for (const id of HARD_IDS) expect(await store.users.erase(id)).toMatchObject({ playCount: 1, songCount: 1 })
      expect(await collect(store.plays.all())).toEqual([])
      expect(await collect(store.plays.events())).toEqual([])
      const counted = await recount(store)
      expect(await told(store, counted)).toEqual(counted)
    })
  })
}

/** Something of every kind: 8 plays of two songs, two events, two reviews, three tags, a taste, a kept list. */
async function fill(store: Store, userId: string): Promise<void> {
  await store.songs.upsert([song('a'), song('b')])
  await store.plays.record([
    play(userId, 'a', { count: 3 }),
    play(userId, 'a', { eventId: 'e1' }),
    play(userId, 'b', { count: 4, eventId: 'e2' }),
  ])
  const opinions = [opinion('mix', 0.5)]
  await store.reviews.putMany([review(userId, 'a', { rating: 4, opinions }), review(userId, 'b', { opinions })])
  await store.tags.replace(userId, 'a', ['x', 'y'])
  await store.tags.replace(userId, 'b', ['x'])
  await store.tastes.put(userId, NO_TASTE)
  await store.keptLists.keep([keptList(`list of ${userId}`, { userId })])
}
