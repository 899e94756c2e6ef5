import { expect, test } from '@jest/globals'
import { best } from '../../../nlp/triplets/candidates.js'
import { decode } from '../../../nlp/triplets/decode.js'
import type { CandidatePair } from '../../../nlp/triplets/pairs.js'

function pair(aspect: [number, number], opinion: [number, number], some: number): CandidatePair {
  const span = ([first, last]: [number, number]) => ({ first, last, score: 0 })
  return { aspect: span(aspect), opinion: span(opinion), probabilities: [1 - some, some, 0, 0] }
}

test('likely pairs hold, best first; one span may be in several', () => {
  const pairs = [
    pair([0, 0], [3, 3], 0.6),
    pair([0, 0], [5, 5], 0.9),
    pair([1, 1], [5, 5], 0.8),
    pair([1, 1], [3, 3], 0.5),
  ]
  expect(decode(pairs, 0.5, 10, 12)).toEqual([pairs[1], pairs[2], pairs[0]])
})

test('no more are kept than asked for', () => {
  const pairs = [pair([0, 0], [3, 3], 0.6), pair([1, 1], [5, 5], 0.9)]
  expect(decode(pairs, 0.5, 10, 1)).toEqual([pairs[1]])
})

test('a span that overlaps a kept one without being the same is dropped, and one that overlaps its partner', () => {
  const kept = pair([1, 2], [5, 6], 0.9)
  const pairs = [pair([2, 2], [8, 8], 0.8), pair([1, 2], [6, 7], 0.8), pair([3, 4], [4, 5], 0.95), kept]
  expect(decode(pairs, 0.5, 10, 12)).toEqual([kept])
  // An aspect may overlap another pair's opinion.
  const other = pair([5, 5], [9, 9], 0.7)
  expect(decode([kept, other], 0.5, 10, 12)).toEqual([kept, other])
})

test('candidates: over the floor, best first, equal ones from left to right and the narrower first', () => {
  // Three tokens, spans of up to two: the last of the third would end outside.
  const scores = Float32Array.of(1, 2, 1, -5, 2, 9)
  const found = best(scores, 2, -1, 3).map(({ first, last }) => [first, last])
  expect(found).toEqual([
    [0, 1],
    [2, 2],
    [0, 0],
  ])
})
