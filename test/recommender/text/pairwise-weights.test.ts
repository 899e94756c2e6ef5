import { expect, test } from '@jest/globals'
import { fitPairwiseWeights } from '../../../src/recommender/text/pairwise-weights.js'

test('a part that speaks for what was taken gains weight, to where the ridge holds it; one that tells nothing keeps its own', () => {
  const [, other] = fitPairwiseWeights([Float64Array.of(1, 0)], Float64Array.of(0, 3), 0.1)
  expect(other).toBe(3)
  // λw = 1 / (1 + eʷ) has the solution w = ln 3 where λ = 1 / (4 ln 3).
  const [weight] = fitPairwiseWeights([Float64Array.of(1, 0)], Float64Array.of(0, 3), 1 / (4 * Math.log(3)))
  expect(weight).toBeCloseTo(Math.log(3), 12)
})

test('a user counts the same whatever the number of pairs; without any pair the weights are the prior', () => {
  const prior = Float64Array.of(1, 2)
  const [one, two] = [Float64Array.of(1, -1), Float64Array.of(-0.5, 2)]
  const twice = Float64Array.of(...one, ...one)
  expect(fitPairwiseWeights([twice, two], prior, 0.1)).toEqual(fitPairwiseWeights([one, two], prior, 0.1))
  expect(fitPairwiseWeights([new Float64Array(0)], prior, 0.1)).toEqual(prior)
})
