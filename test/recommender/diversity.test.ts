import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { DIVERSIFIED, mmrOrder } from '../../src/recommender/diversity.js'

/** Relevance 1, .9, .8 and 0. */
const SCORES = [10, 9, 8, 0]
const SIMILARITY = [
  [1, 0.8, 0, 0],
  [0.8, 1, 0.1, 0],
  [0, 0.1, 1, 0],
  [0, 0, 0, 1],
]

const orderOf = (scores: readonly number[], similarity: readonly (readonly number[])[], diversity: number) => {
  const order = mmrOrder(scores, position => similarity[position], diversity)
  expect(order.length).toBe(scores.length)
  expect(order.at(scores.length)).toBeUndefined()
  return scores.map((_, index) => order.at(index))
}

test.each([
  // After 0: 1 has .5 · .9 − .5 · .8 = .05, 2 has .4, 3 has 0; after 2, 1 still has .05.
  ['half', 0.5, [0, 2, 1, 3]],
  // After 0: 1 has −.8, 2 and 3 have 0, of which 2 scores better; after 2: 1 has −.8, 3 has 0.
  ['similarity alone', 1, [0, 2, 3, 1]],
  // After 0: 1 has .9 · .9 − .1 · .8 = .73, 2 has .72.
  ['a little', 0.1, [0, 1, 2, 3]],
])('worked by hand: %s', (_, diversity, expected) => {
  expect(orderOf(SCORES, SIMILARITY, diversity)).toEqual(expected)
})

test('without diversity the order stays, and no similarity is asked for', () => {
  const order = mmrOrder(
    SCORES,
    () => {
      throw new Error('asked')
    },
    0,
  )
  expect(SCORES.map((_, index) => order.at(index))).toEqual([0, 1, 2, 3])
  expect(order.at(4)).toBeUndefined()
})

test('equal scores: only similarity speaks, and the earlier goes first', () => {
  expect(orderOf([5, 5, 5, 5], SIMILARITY, 0.5)).toEqual([0, 2, 3, 1])
})

test('an empty list stays empty', () => {
  expect(orderOf([], [], 0.5)).toEqual([])
})

/** Scores descending, and similarities that a hash makes of two positions. */
const lists = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { maxLength: 40 }).map(scores => {
  const sorted = scores.sort((a, b) => b - a)
  const similarTo = (a: number) => sorted.map((_, b) => (a === b ? 1 : (((a + 1) * (b + 1) * 7919) % 101) / 100))
  return { sorted, similarTo }
})

test('each entry comes once, and any page is the same whatever was asked for before', () => {
  fc.assert(
    fc.property(lists, fc.double({ min: 0, max: 1, noNaN: true }), ({ sorted, similarTo }, diversity) => {
      const inOrder = mmrOrder(sorted, similarTo, diversity)
      const whole = sorted.map((_, index) => inOrder.at(index))
      expect([...whole].sort((a = 0, b = 0) => a - b)).toEqual([...sorted.keys()])
      const backwards = mmrOrder(sorted, similarTo, diversity)
      const asked = [...sorted.keys()].reverse().map(index => backwards.at(index))
      expect(asked.reverse()).toEqual(whole)
    }),
  )
})

test('entries behind the first DIVERSIFIED follow as they were', () => {
  const scores = Array.from({ length: DIVERSIFIED + 3 }, (_, i) => -i)
  // Every song of an even position is like every other.
  const similarTo = (position: number) => scores.map((_, other) => Number(position % 2 === 0 && other % 2 === 0))
  const order = mmrOrder(scores, similarTo, 1)
  const shown = scores.map((_, index) => order.at(index))
  expect(shown.slice(0, 3)).toEqual([0, 1, 3])
  expect(shown.slice(DIVERSIFIED)).toEqual([DIVERSIFIED, DIVERSIFIED + 1, DIVERSIFIED + 2])
})
