import { expect, test } from '@jest/globals'
import { fitPopularity } from '../../../src/recommender/cf/popularity.js'
import { interactionMatrix } from '../../../src/recommender/interactions.js'

test('counts listeners, not plays', () => {
  const matrix = interactionMatrix(3, 3, [0, 1, 2, 2], [0, 0, 0, 1], [1, 1, 1, 900])
  expect([...fitPopularity(matrix).listeners]).toEqual([3, 1, 0])
})
