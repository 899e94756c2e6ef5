import { expect, test } from '@jest/globals'
import { pairedBootstrap } from '../../src/evaluation/bootstrap.js'

test('users who all gain the same leave no doubt', () => {
  const b = Float64Array.from({ length: 50 }, (_, i) => i)
  const { low, high } = pairedBootstrap(
    b.map(value => value + 0.25),
    b,
    1,
  )
  expect(low).toBeCloseTo(0.25, 12)
  expect(high).toBeCloseTo(0.25, 12)
})

test('about ±1.96 standard errors of the mean difference', () => {
  // Half of the users gain 1, half lose 1: mean 0, standard error 1 / √n.
  const a = Float64Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 1 : -1))
  const { low, high } = pairedBootstrap(a, new Float64Array(400), 7)
  expect(low).toBeGreaterThan(-1.3 * 0.098)
  expect(low).toBeLessThan(-0.7 * 0.098)
  expect(high).toBeLessThan(1.3 * 0.098)
  expect(high).toBeGreaterThan(0.7 * 0.098)
})

test('the same seed gives the same interval', () => {
  const a = Float64Array.from({ length: 30 }, (_, i) => Math.sin(i))
  expect(pairedBootstrap(a, new Float64Array(30), 3)).toEqual(pairedBootstrap(a, new Float64Array(30), 3))
})
