import { expect, test } from '@jest/globals'
import { fitUserKnn, userKnnScorer } from '../../../src/recommender/cf/user-knn.js'
import { interactionMatrix } from '../../../src/recommender/interactions.js'

test('one score by hand', () => {
  // e − 1 plays have the weight 1. User 0 plays songs 0 and 1, user 1 songs 1 and 2: rows (1, 1, 0) / √2, (0, 1, 1) / √2.
  const plays = Math.E - 1
  const matrix = interactionMatrix(2, 3, [0, 0, 1, 1], [0, 1, 1, 2], new Array(4).fill(plays))
  const known = { songs: Uint32Array.of(0, 1), values: Float32Array.of(plays, plays) }
  const plain = userKnnScorer(fitUserKnn(matrix, { locality: 1 })).score(known)
  // The cosine with user 1 is ½, and with themselves 1.
  expect(plain[2]).toBeCloseTo(0.5 * Math.SQRT1_2, 6)
  expect(plain[1]).toBeCloseTo(1.5 * Math.SQRT1_2, 6)
  expect(userKnnScorer(fitUserKnn(matrix, { locality: 3 })).score(known)[2]).toBeCloseTo(0.125 * Math.SQRT1_2, 6)
})
