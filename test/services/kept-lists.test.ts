import { expect, test } from '@jest/globals'
import type { KeptList, Recommendation } from '../../src/domain/recommendation.js'
import { type AnsweredList, listKeeper } from '../../src/services/kept-lists.js'
import { minute, song } from '../store/contract/samples.js'

/** Keeps in memory, as the port says. */
function memory() {
  const lists = new Map<string, KeptList>()
  let writes = 0
  return {
    lists,
    writes: () => writes,
    async keep(given: readonly KeptList[]) {
      writes++
      for (const list of given) {
        const before = lists.get(list.id)
        if (!before || before.recommendations.length < list.recommendations.length) lists.set(list.id, list)
      }
    },
    get: async (id: string) => lists.get(id) ?? null,
  }
}

function recommendation(rank: number): Recommendation {
  const quote = { reviewId: 'r', text: 'So fine', start: 1, end: 8, polarity: 0.5 }
  const told = { kind: 'ASPECTS', text: 'Why.', contribution: 1, aspect: 'mix' } as const
  const reasons = [{ ...told, song: song('known'), quote }]
  return { song: song(`s${rank}`), score: -rank, rank, baseline: 0, contributions: [], reasons, predictedRating: null }
}

function answer(id: string, from: number, to: number, fields: Partial<AnsweredList> = {}): AnsweredList {
  const recommendations = Array.from({ length: to - from + 1 }, (_, i) => recommendation(from + i))
  const common = {
    userId: 'u',
    answeredAt: minute(1),
    basis: 'HISTORY',
    modelVersion: null,
    hasNextPage: true,
  } as const
  return { id, ...common, recommendations, ...fields }
}

const fail = (error: unknown) => {
  throw error
}
const ranks = (list: KeptList | null | undefined) => list?.recommendations.map(({ rank }) => rank)

test('songs and sentences are kept by reference, never by their words', async () => {
  const store = memory()
  const keeper = listKeeper(store, fail)
  keeper.keep(answer('l', 1, 1))
  expect(store.writes()).toBe(0)
  const kept = await keeper.get('l')
  expect(kept?.recommendations[0]).toMatchObject({
    songId: 's1',
    reasons: [{ songId: 'known', quote: { reviewId: 'r', start: 1, end: 8, polarity: 0.5 } }],
  })
  expect(JSON.stringify(kept)).not.toContain('So fine')
})

test('pages of a list join, at once or later; the same answer again costs nothing', async () => {
  const store = memory()
  const keeper = listKeeper(store, fail)
  keeper.keep(answer('l', 1, 2))
  keeper.keep(answer('l', 3, 4, { hasNextPage: false }))
  await keeper.flush()
  expect(ranks(store.lists.get('l'))).toEqual([1, 2, 3, 4])
  expect(store.lists.get('l')?.hasNextPage).toBe(false)
  keeper.keep(answer('l', 5, 6))
  await keeper.flush()
  expect(ranks(store.lists.get('l'))).toEqual([1, 2, 3, 4, 5, 6])
  const writes = store.writes()
  keeper.keep(answer('l', 5, 6))
  await keeper.flush()
  expect(store.writes()).toBe(writes)
})

test('a store that fails is reported, and fails no answer', async () => {
  const errors: unknown[] = []
  const broken = { keep: () => Promise.reject(new Error('away')), get: async () => null }
  const keeper = listKeeper(broken, error => errors.push(error))
  keeper.keep(answer('l', 1, 1))
  await keeper.flush()
  expect(errors).toEqual([new Error('away')])
})

test('more than can be kept: the oldest are let go, and it is said', async () => {
  const errors: unknown[] = []
  const store = memory()
  const keeper = listKeeper(store, error => errors.push(error))
  for (let i = 0; i < 2_005; i++) keeper.keep(answer(`l${i}`, 1, 1))
  await keeper.flush()
  expect(store.lists.size).toBe(2_000)
  expect(store.lists.has('l4')).toBe(false)
  expect(String(errors)).toMatch(/5 answered lists were not kept/)
})

test('what waits of a user who is erased is let go', async () => {
  const store = memory()
  const keeper = listKeeper(store, fail)
  keeper.keep(answer('mine', 1, 1))
  keeper.keep(answer('theirs', 1, 1, { userId: 'v' }))
  await keeper.forget('u')
  await keeper.flush()
  expect([...store.lists.keys()]).toEqual(['theirs'])
})
