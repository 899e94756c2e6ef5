import { describe, expect, test } from '@jest/globals'
import { recount, told } from '../recount.js'
import { collect, type OpenStore } from './harness.js'
import { opinion, play, review, song } from './samples.js'

const WRITERS = 100

export function manyWritersContract(open: OpenStore): void {
  describe('many writers at once', () => {
    test('lose nothing and count nothing twice', async () => {
      const { store } = await open()
      const added = await Promise.all(Array.from({ length: 10 }, () => store.songs.add(song('a'))))
      expect(added.filter(Boolean)).toHaveLength(1)

      const outcomes = await Promise.all(
        Array.from({ length: WRITERS }, async (_, i) => {
          const plays = store.plays.record([play('u', 'a'), play('u', 'a', { eventId: `e${i % 10}` })])
          const text = `Text ${i % 7}`
          const posted = store.reviews.put(review(`v${i % 5}`, 'a', { text, opinions: [opinion('mix', i / WRITERS)] }))
          const tagged = store.tags.replace(`w${i % 5}`, 'a', [`tag ${i % 3}`])
          await store.songs.upsert([song(`b${i % 20}`)])
          return { plays: await plays, posted: (await posted)?.outcome, tagged: await tagged }
        }),
      )
      expect(outcomes.flatMap(each => each.plays).filter(outcome => outcome === 'recorded')).toHaveLength(WRITERS + 10)
      expect(outcomes.filter(each => each.posted === 'added')).toHaveLength(5)
      expect((await store.plays.get('u', 'a'))?.count).toBe(WRITERS + 10)
      expect(await collect(store.reviews.all())).toHaveLength(5)
      const counted = await recount(store)
      expect(await told(store, counted)).toEqual(counted)
      expect(counted.catalogue).toMatchObject({ songCount: 21, userCount: 11, playCount: WRITERS + 10, reviewCount: 5 })
    })

    test('close waits for writes under way', async () => {
      const { store, reopen } = await open()
      const writes = Array.from({ length: 20 }, (_, i) => store.songs.add(song(`s${i}`)))
      const again = await reopen()
      expect(await Promise.all(writes)).toEqual(Array.from({ length: 20 }, () => true))
      expect(await again.songs.catalogueTotals()).toMatchObject({ songCount: 20 })
    })
  })
}
