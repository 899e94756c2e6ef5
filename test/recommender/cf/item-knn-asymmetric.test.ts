import { expect, test } from '@jest/globals'
import { asymmetricScorer, fitAsymmetric } from '../../../src/recommender/cf/item-knn-asymmetric.js'
import { interactionMatrix } from '../../../src/recommender/interactions.js'

test('one score by hand: the rarer song is favoured by a small part of the candidate', () => {
  // Song 0 has 4 listeners, song 1 has 1 of them, song 2 two of them and two others.
  const matrix = interactionMatrix(6, 3, [0, 1, 2, 3, 0, 0, 1, 4, 5], [0, 0, 0, 0, 1, 2, 2, 2, 2], new Array(9).fill(3))
  const known = { songs: Uint32Array.of(0), values: Float32Array.of(1) }
  const scores = asymmetricScorer(fitAsymmetric(matrix, { alpha: 0.25, locality: 2 })).score(known)
  expect(scores[1]).toBeCloseTo((1 / (1 ** 0.25 * 4 ** 0.75)) ** 2, 6)
  expect(scores[2]).toBeCloseTo((2 / (4 ** 0.25 * 4 ** 0.75)) ** 2, 6)
  const both = asymmetricScorer(fitAsymmetric(matrix, { alpha: 0.25, locality: 1 }))
  const two = both.score({ songs: Uint32Array.of(0, 1), values: Float32Array.of(1, 1) })
  expect(two[2]).toBeCloseTo(2 / (4 ** 0.25 * 4 ** 0.75) + 1 / (4 ** 0.25 * 1 ** 0.75), 6)
})
