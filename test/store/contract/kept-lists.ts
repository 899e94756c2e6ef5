import { describe, expect, test } from '@jest/globals'
import type { KeptList, KeptRecommendation } from '../../../src/domain/recommendation.js'
import { KEPT_LISTS } from '../../../src/store/ports.js'
import type { OpenStore } from './harness.js'
import { minute } from './samples.js'

/** Lists of one `keep`. */
const BATCH = 500

export function keptListsContract(open: OpenStore): void {
  describe('kept lists', () => {
    test('come back as they were', async () => {
      const { store, reopen } = await open()
      const list = keptList('l', { recommendations: [recommendation(1), recommendation(2)] })
      await store.keptLists.keep([])
      await store.keptLists.keep([list, keptList('empty', { recommendations: [], modelVersion: null })])
      const again = await reopen()
      expect(await again.keptLists.get('l')).toEqual(list)
      expect(await again.keptLists.get('empty')).toEqual(keptList('empty', { recommendations: [], modelVersion: null }))
      expect(await again.keptLists.get('other')).toBeNull()
    })

    test('of two with the same id the longer one stays, of equally long ones the first', async () => {
      const { store } = await open()
      const long = keptList('l', { answeredAt: minute(2), recommendations: [recommendation(1), recommendation(2)] })
      const short = keptList('l', { answeredAt: minute(3) })
      await store.keptLists.keep([short, long])
      expect(await store.keptLists.get('l')).toEqual(long)
      await store.keptLists.keep([short])
      await store.keptLists.keep([{ ...long, answeredAt: minute(4) }])
      expect(await store.keptLists.get('l')).toEqual(long)
    })

    test(`the latest ${KEPT_LISTS} stay`, async () => {
      const { store } = await open()
      const id = (i: number) => `list ${i}`
      const list = (i: number) => keptList(id(i), { answeredAt: minute(i) })
      for (let i = 0; i < KEPT_LISTS; i += BATCH) {
        await store.keptLists.keep(Array.from({ length: BATCH }, (_, j) => list(i + j)))
      }
      expect(await store.keptLists.get(id(0))).not.toBeNull()
      // Not in order, with one that is older than all, and one that takes the place of its shorter self.
      const longer = { ...list(5), recommendations: [recommendation(1), recommendation(2)] }
      await store.keptLists.keep([list(KEPT_LISTS + 1), list(-1), { ...longer, answeredAt: minute(KEPT_LISTS + 2) }])
      await store.keptLists.keep([list(KEPT_LISTS)])
      const there = async (i: number) => (await store.keptLists.get(id(i))) !== null
      expect(await Promise.all([-1, 0, 1, 2, 5, KEPT_LISTS, KEPT_LISTS + 1].map(there))).toEqual([
        false,
        false,
        false,
        true,
        true,
        true,
        true,
      ])
    })
  })

  describe('marks', () => {
    test('none, put, put again, taken away', async () => {
      const { store, reopen } = await open()
      expect(await store.marks.get('m')).toBeNull()
      await store.marks.put('m', 'one')
      await store.marks.put('m', 'two')
      await store.marks.put('n', '')
      const again = await reopen()
      expect(await again.marks.get('m')).toBe('two')
      expect(await again.marks.get('n')).toBe('')
      await again.marks.put('m', null)
      await again.marks.put('m', null)
      expect(await again.marks.get('m')).toBeNull()
      expect(await again.models.activeVersion()).toBeNull()
    })
  })
}

export function keptList(id: string, fields: Partial<KeptList> = {}): KeptList {
  return {
    id,
    userId: 'u',
    answeredAt: minute(1),
    basis: 'HISTORY',
    modelVersion: '1',
    recommendations: [recommendation(1)],
    hasNextPage: true,
    ...fields,
  }
}

function recommendation(rank: number): KeptRecommendation {
  const quote = { reviewId: 'r', start: 3, end: 9, polarity: 0.25 }
  const reason = { kind: 'ASPECTS', text: 'Reviewers speak well of its mix.', contribution: 0.125 } as const
  return {
    songId: `s${rank}`,
    score: 1 / rank,
    rank,
    baseline: -0.5,
    contributions: [{ kind: 'ASPECTS', value: 0.125 }],
    reasons: [
      { ...reason, aspect: 'mix', songId: null, quote },
      { ...reason, aspect: null, songId: 'a', quote: null },
    ],
    predictedRating: rank === 1 ? 4.5 : null,
  }
}
