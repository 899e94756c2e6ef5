import { expect, test } from '@jest/globals'
import { NOVELTY_WEIGHT, noveltyGains } from '../../src/recommender/novelty.js'

test('worked by hand: the deviation of the scores times how unpopular', () => {
  // Scores: mean 1, deviation √2. Popularity: mean 2, deviation √2, so z is −1/√2, −1/√2, √2.
  const gains = noveltyGains([0, 0, 3], Float64Array.of(1, 1, 4), 1)
  for (const [i, expected] of [1, 1, -2].entries()) expect(gains[i]).toBeCloseTo(expected * NOVELTY_WEIGHT, 12)
  const half = noveltyGains([0, 0, 3], Float64Array.of(1, 1, 4), 0.5)
  for (const [i, expected] of [0.5, 0.5, -1].entries()) expect(half[i]).toBeCloseTo(expected * NOVELTY_WEIGHT, 12)
})

test('the unit of scores does not matter', () => {
  const popularity = Float64Array.of(0.7, 2, 3.5, 1)
  const gains = noveltyGains([1, 2, 3, 5], popularity, 0.3)
  const tenfold = noveltyGains([10, 20, 30, 50], popularity, 0.3)
  for (const [i, gain] of gains.entries()) expect(tenfold[i]).toBeCloseTo(10 * gain, 12)
})

test.each([
  ['no wish', [1, 2], [1, 3], 0],
  ['all equally popular', [1, 2], [3, 3], 1],
  ['all scored alike', [2, 2], [1, 3], 1],
  ['no songs', [], [], 1],
])('nothing is added: %s', (_, scores, popularity, novelty) => {
  const gains = noveltyGains(scores, Float64Array.from(popularity), novelty)
  expect([...gains]).toEqual(scores.map(() => 0))
})
