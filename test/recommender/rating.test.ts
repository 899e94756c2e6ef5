import { expect, test } from '@jest/globals'
import { ratingPredictor } from '../../src/recommender/rating.js'
import { review } from './histories.js'

const NONE = { ratingCount: 0, ratingSum: 0 }
/** 20 ratings with a mean of 3 stars. */
const CATALOGUE = { ratingCount: 20, ratingSum: 120 }
/** Half stars: loved has 5 ratings of 5, hated 5 of 1. */
const SONGS = new Map([
  ['loved', { ratingCount: 5, ratingSum: 50 }],
  ['hated', { ratingCount: 5, ratingSum: 10 }],
])
const ratingsOf = (id: string) => SONGS.get(id) ?? NONE

test('the mean plus what the user and the song are above it, each shrunk', () => {
  // b(loved) = 5·2/(5+5) = 1; the user gave it 4.5: b(user) = (4.5 - 3 - 1)/(1+2) = 1/6.
  const predict = ratingPredictor([review('loved', 0, [], 4.5), review('hated', 0)], ratingsOf, CATALOGUE)
  expect(predict('loved')).toBeCloseTo(3 + 1 + 1 / 6, 12)
  expect(predict('hated')).toBeCloseTo(3 - 1 + 1 / 6, 12)
  expect(predict('unrated')).toBeCloseTo(3 + 1 / 6, 12)
})

test('never outside 1 to 5', () => {
  const generous = Array.from({ length: 95 }, (_, i) => review(`s${i}`, 0, [], 5))
  expect(ratingPredictor(generous, ratingsOf, CATALOGUE)('loved')).toBe(5)
  const harsh = Array.from({ length: 95 }, (_, i) => review(`s${i}`, 0, [], 0.5))
  expect(ratingPredictor(harsh, ratingsOf, CATALOGUE)('hated')).toBe(1)
})

test('null where nothing is known', () => {
  const stranger = ratingPredictor([review('loved', 1)], ratingsOf, CATALOGUE)
  expect(stranger('loved')).toBeCloseTo(4, 12)
  expect(stranger('unrated')).toBeNull()
  expect(ratingPredictor([], ratingsOf, NONE)('loved')).toBeNull()
})
