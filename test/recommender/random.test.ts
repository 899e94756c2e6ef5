import { expect, test } from '@jest/globals'
import { randomInteger, randomNormal, seededRandom, shuffle, xoshiro128 } from '../../src/recommender/random.js'

test('the first numbers of xoshiro128** from the state 1, 2, 3, 4', () => {
  // The first by hand: rotl(2 · 5, 7) · 9 = 10 · 128 · 9.
  const random = xoshiro128(1, 2, 3, 4)
  expect([1, 2, 3, 4].map(() => random() * 2 ** 32)).toEqual([11520, 0, 5927040, 70819200])
})

test('the same seed gives the same numbers, another seed others', () => {
  const first = (seed: number) => Array.from({ length: 5 }, seededRandom(seed))
  expect(first(7)).toEqual(first(7))
  expect(first(7)).not.toEqual(first(8))
})

test('integers cover their range evenly', () => {
  const random = seededRandom(1)
  const counts = [0, 0, 0]
  for (let i = 0; i < 30_000; i++) counts[randomInteger(random, 3)]++
  // The standard deviation of a count is 82.
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400)
})

test('normal numbers have mean 0 and variance 1', () => {
  const random = seededRandom(2)
  const numbers = Array.from({ length: 40_000 }, () => randomNormal(random))
  const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length
  const variance = numbers.reduce((sum, x) => sum + x * x, 0) / numbers.length
  // Standard deviations of the two: .005 and .007.
  expect(Math.abs(mean)).toBeLessThan(0.025)
  expect(Math.abs(variance - 1)).toBeLessThan(0.035)
})

test('a shuffle keeps the elements, and every order is as frequent', () => {
  const random = seededRandom(3)
  const counts = new Map<string, number>()
  for (let i = 0; i < 6000; i++) {
    const order = shuffle(random, [1, 2, 3]).join('')
    counts.set(order, (counts.get(order) ?? 0) + 1)
  }
  expect([...counts.keys()].sort()).toEqual(['123', '132', '213', '231', '312', '321'])
  // The standard deviation of a count is 29.
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150)
})
