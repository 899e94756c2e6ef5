import { describe, expect, test } from '@jest/globals'
import { NO_TASTE } from '../../../src/domain/user.js'
import { recount, told } from '../recount.js'
import { collect, type OpenStore } from './harness.js'
import { keptList } from './kept-lists.js'
import { opinion, play, review, song } from './samples.js'

const USERS = 30
const SONGS = 20

export function rebuildContract(open: OpenStore): void {
  describe('rebuild', () => {
    test('of an empty store', async () => {
      const { store } = await open()
      await store.rebuild()
      expect(await store.songs.catalogueTotals()).toMatchObject({ songCount: 0, userCount: 0, playCount: 0 })
    })

    test('leaves a sound store as it is: totals equal a recount, nothing is lost, what was removed stays so', async () => {
      const { store, reopen } = await open()
      await store.songs.upsert(Array.from({ length: SONGS }, (_, i) => song(`s${i}`)))
      for (let user = 0; user < USERS; user++) {
        const songId = `s${user % SONGS}`
        await store.plays.record([play(`u${user}`, songId, { eventId: 'e' }), play(`u${user}`, 's1', { count: 2 })])
        await store.reviews.put(review(`u${user}`, songId, { rating: 3, opinions: [opinion('mix', user / USERS)] }))
        await store.tags.replace(`u${user}`, songId, ['x', `y${user % 3}`])
      }
      await store.tastes.put('taste', NO_TASTE)
      await store.keptLists.keep([keptList('l')])
      await store.songs.remove('s3')
      await store.users.erase('u4')
      const before = await recount(store, ['taste'])
      const done: number[] = []
      await store.rebuild(share => done.push(share))
      expect(done.at(-1)).toBe(1)
      expect(done).toEqual([...done].sort((a, b) => a - b))
      const again = await reopen()
      const after = await recount(again, ['taste'])
      expect(after).toEqual(before)
      expect(await told(again, after)).toEqual(after)
      expect(await collect(again.plays.events())).toHaveLength(USERS - 3)
      expect(await again.keptLists.get('l')).not.toBeNull()
      expect((await again.reviews.pageOfUser('u1', { first: 5, after: null })).totalCount).toBe(1)
      expect((await again.songs.page({}, 'PLAYS_DESC', { first: 1, after: null })).items[0]?.node.id).toBe('s1')
    })
  })

  test('describe names its kind and shows no password', async () => {
    const { store } = await open()
    const lines = await store.describe()
    expect(lines.find(({ name }) => name === 'store')?.value).toMatch(/\S/)
    for (const { name, value } of lines) {
      expect(name).toMatch(/\S/)
      expect(value).not.toMatch(/:\/\/[^/]*@/)
    }
  })
}
