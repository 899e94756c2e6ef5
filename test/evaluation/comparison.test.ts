import { expect, test } from '@jest/globals'
import { type Compared, compared, LEAST_COMPARED } from '../../src/evaluation/comparison.js'

/** `count` users whose one held-out song stands at these places, from 1, of the two lists. */
const users = (count: number, active: number, trained: number): Compared[] =>
  Array.from({ length: count }, () => ({
    active: Uint32Array.from({ length: active }, (_, i) => active - 1 - i),
    trained: Uint32Array.from({ length: trained }, (_, i) => trained - 1 - i),
    heldOut: new Set([0]),
  }))

test('a song at place 3 has ndcg 1/log2(4) = 0.5, at place 1 has 1: the interval of −0.5 is a point', () => {
  expect(compared(users(LEAST_COMPARED, 1, 3), 1)).toEqual({
    users: LEAST_COMPARED,
    metric: 'ndcg@20',
    trained: 0.5,
    active: 1,
    low: -0.5,
    high: -0.5,
    worse: true,
  })
})

test.each([
  ['equal', users(40, 2, 2)],
  ['better', users(40, 3, 1)],
  // 1 of 40 users sees the song at place 3 instead of 1: 0.5/40 = 1.25 % is lost.
  ['a slight loss', [...users(39, 1, 1), ...users(1, 1, 3)]],
  // Every second user loses as much as every other one wins: nothing is certain.
  ['won and lost', [...users(20, 1, 3), ...users(20, 3, 1)]],
])('%s is not worse', (_, both) => {
  expect(compared(both, 1)?.worse).toBe(false)
})

test('with a user less than that, nothing can be said', () => {
  expect(compared(users(LEAST_COMPARED - 1, 1, 3), 1)).toBeNull()
})
