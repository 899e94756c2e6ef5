import { describe, expect, test } from '@jest/globals'
import { ALS_DEFAULTS, alsScorer, fitAls } from '../../../src/recommender/cf/als.js'
import { EASE_DEFAULTS, easeScorer, fitEase } from '../../../src/recommender/cf/ease.js'
import { fitItemKnn, itemKnnScorer } from '../../../src/recommender/cf/item-knn.js'
import { asymmetricScorer, fitAsymmetric } from '../../../src/recommender/cf/item-knn-asymmetric.js'
import { fitPopularity, popularityScorer } from '../../../src/recommender/cf/popularity.js'
import type { Scorer } from '../../../src/recommender/cf/scorer.js'
import { fitUserKnn, USER_KNN_DEFAULTS, userKnnScorer } from '../../../src/recommender/cf/user-knn.js'
import { type InteractionMatrix, interactionMatrix, row } from '../../../src/recommender/interactions.js'
import { topK } from '../../../src/recommender/top.js'
import { twoGroups, WITHHELD } from './two-groups.js'

const MODELS: [string, (matrix: InteractionMatrix) => Scorer, number][] = [
  // Popularity cannot know: it shows the first song of the larger group.
  ['popularity', matrix => popularityScorer(fitPopularity(matrix)), 6],
  ['itemKnn', matrix => itemKnnScorer(fitItemKnn(matrix)), WITHHELD],
  ['userKnn', matrix => userKnnScorer(fitUserKnn(matrix, USER_KNN_DEFAULTS)), WITHHELD],
  ['itemKnnAsymmetric', matrix => asymmetricScorer(fitAsymmetric(matrix, { alpha: 0.15, locality: 3 })), WITHHELD],
  ['ease', matrix => easeScorer(fitEase(matrix, EASE_DEFAULTS)), WITHHELD],
  ['als', matrix => alsScorer(fitAls(matrix, { ...ALS_DEFAULTS, factors: 4 }, 1)), WITHHELD],
]

describe.each(MODELS)('%s', (_, scorerOf, expected) => {
  test('finds what a group of users with one taste has in common', () => {
    const matrix = twoGroups()
    const history = row(matrix, 0)
    const scores = scorerOf(matrix).score(history)
    expect(topK(scores, 1, song => history.songs.includes(song))[0]).toBe(expected)
  })

  test('scores a user who was not in training as it scores one with the same history', () => {
    const matrix = twoGroups()
    const scorer = scorerOf(matrix)
    const history = { songs: row(matrix, 3).songs.slice(), values: row(matrix, 3).values.slice() }
    expect(scorer.score(history)).toEqual(scorer.score(row(matrix, 3)))
  })

  test('is the same bytes for the same input, whatever was scored before', () => {
    const matrix = twoGroups()
    const scorer = scorerOf(matrix)
    scorer.score(row(matrix, 20))
    expect(scorer.score(row(matrix, 0))).toEqual(scorerOf(twoGroups()).score(row(matrix, 0)))
  })

  test('writes where it is told, over what was there', () => {
    const matrix = twoGroups()
    const scorer = scorerOf(matrix)
    const out = new Float32Array(12).fill(7)
    expect(scorer.score(row(matrix, 0), out)).toBe(out)
    expect(out).toEqual(scorer.score(row(matrix, 0)))
  })

  test('an empty history, an empty matrix, a single user', () => {
    const nothing = { songs: new Uint32Array(), values: new Float32Array() }
    const finite = (scores: Float32Array) => scores.every(Number.isFinite)
    expect(finite(scorerOf(twoGroups()).score(nothing))).toBe(true)
    expect(scorerOf(interactionMatrix(0, 0, [], [], [])).score(nothing)).toHaveLength(0)
    expect([...scorerOf(interactionMatrix(2, 3, [], [], [])).score(nothing)]).toEqual([0, 0, 0])
    const single = interactionMatrix(1, 3, [0, 0], [0, 2], [1, 4])
    expect(finite(scorerOf(single).score(row(single, 0)))).toBe(true)
  })
})
