import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { randomInteger, seededRandom } from '../../src/recommender/random.js'
import { nthGreatest, ranked, topK } from '../../src/recommender/top.js'

test('best first; equal scores by index; excluded songs are left out', () => {
  const scores = Float32Array.of(1, 3, 2, 3, 5)
  expect([...topK(scores, 3)]).toEqual([4, 1, 3])
  expect([...topK(scores, 3, song => song === 4 || song === 1)]).toEqual([3, 2, 0])
  expect(ranked(scores, 2)).toEqual({ songs: Uint32Array.of(4, 1), scores: Float32Array.of(5, 3) })
})

test('fewer songs than asked for, none asked for, no songs', () => {
  expect([...topK(Float32Array.of(1, 2), 9)]).toEqual([1, 0])
  expect([...topK(Float32Array.of(1, 2), 0)]).toEqual([])
  expect([...topK(new Float32Array(), 3)]).toEqual([])
})

test('the same as sorting everything', () => {
  const score = fc.constantFrom(Number.NEGATIVE_INFINITY, -1, 0, 0.5, 1, 2)
  fc.assert(
    fc.property(fc.array(fc.tuple(score, fc.boolean())), fc.nat(12), (songs, k) => {
      const scores = Float32Array.from(songs, ([value]) => value)
      const sorted = [...songs.keys()]
        .filter(song => !songs[song][1])
        .sort((a, b) => (scores[a] === scores[b] ? a - b : scores[b] > scores[a] ? 1 : -1))
      expect([...topK(scores, k, song => songs[song][1])]).toEqual(sorted.slice(0, k))
    }),
  )
})

test('the same of many songs, where a sample tells what to look at', () => {
  const draw = fc.record({
    seed: fc.nat(),
    distinct: fc.constantFrom(1, 2, 50, 1e6),
    k: fc.constantFrom(0, 1, 20, 300),
  })
  fc.assert(
    fc.property(draw, fc.constantFrom(0, 0.3, 0.95), ({ seed, distinct, k }, leftOut) => {
      const random = seededRandom(seed)
      const scores = Float32Array.from({ length: 3_000 }, () => randomInteger(random, distinct))
      const excluded = Uint8Array.from(scores, () => (random() < leftOut ? 1 : 0))
      const sorted = [...scores.keys()]
        .filter(song => excluded[song] === 0)
        .sort((a, b) => scores[b] - scores[a] || a - b)
      expect([...topK(scores, k, song => excluded[song] === 1)]).toEqual(sorted.slice(0, k))
    }),
    { numRuns: 40 },
  )
})

test('the nth greatest is the nth of the sorted values', () => {
  const values = fc.array(fc.constantFrom(-1, 0, 0.5, 1, 2, 3, 4), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(values, fc.nat(), (drawn, any) => {
      const n = 1 + (any % drawn.length)
      const sorted = drawn.toSorted((a, b) => b - a)
      expect(nthGreatest(Float32Array.from(drawn), n)).toBe(sorted[n - 1])
    }),
  )
})
