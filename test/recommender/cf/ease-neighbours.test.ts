import { expect, test } from '@jest/globals'
import { EASE_DEFAULTS, easeScorer, fitEase } from '../../../src/recommender/cf/ease.js'
import { EASE_SETTINGS } from '../../../src/recommender/cf/ease-choice.js'
import { easeNeighbours, easeNeighboursScorer } from '../../../src/recommender/cf/ease-neighbours.js'
import { bestServedEase, chosenServedEase, servedEase } from '../../../src/recommender/cf/served-ease.js'
import { interactionMatrix, row } from '../../../src/recommender/interactions.js'
import { randomInteger, seededRandom } from '../../../src/recommender/random.js'

function scattered(users: number, songs: number) {
  const random = seededRandom(6)
  const any = (below: number) => Uint32Array.from({ length: 6 * users }, () => randomInteger(random, below))
  return interactionMatrix(
    users,
    songs,
    any(users),
    any(songs),
    any(9).map(plays => plays + 1),
  )
}

// More songs than are made at a time in the first, fewer songs than users in the second.
test.each([
  [50, 2100],
  [90, 60],
])('with all neighbours kept it is EASE: %i users, %i songs', (users, songs) => {
  const matrix = scattered(users, songs)
  const model = fitEase(matrix, EASE_DEFAULTS)
  const kept = easeNeighboursScorer(easeNeighbours(model, songs))
  for (const user of [0, 17]) {
    const expected = easeScorer(model).score(row(matrix, user))
    kept.score(row(matrix, user)).forEach((score, song) => {
      expect(score).toBeCloseTo(expected[song], 5)
    })
  }
})

test('what is kept of a row is what is greatest of it', () => {
  const matrix = scattered(50, 2100)
  const model = fitEase(matrix, EASE_DEFAULTS)
  const all = easeNeighbours(model, 2100)
  const few = easeNeighbours(model, 7)
  const magnitudes = ({ rowStart, values }: typeof all, song: number) =>
    [...values.subarray(rowStart[song], rowStart[song + 1])].map(Math.abs).sort((a, b) => b - a)
  for (const song of [0, 99, 2099]) expect(magnitudes(few, song)).toEqual(magnitudes(all, song).slice(0, 7))
})

test('too wide either way: EASE of the most popular songs, the others score nothing', () => {
  // Songs 1 and 3 are played together, and most; song 0 by one user.
  const matrix = interactionMatrix(5, 4, [0, 1, 2, 0, 1, 2, 3, 4], [1, 1, 1, 3, 3, 3, 0, 2], new Array(8).fill(2))
  const scorer = easeNeighboursScorer(servedEase(matrix, EASE_DEFAULTS, null, 2))
  const scores = scorer.score({ songs: Uint32Array.of(1), values: Float32Array.of(2) })
  // XᵀX + 100 I = [[103, 3], [3, 103]] of the two, so B₁₃ = 3/103.
  expect(scores[3]).toBeCloseTo(3 / 103, 6)
  expect([scores[0], scores[1], scores[2]]).toEqual([0, 0, 0])
  expect([...scorer.score({ songs: Uint32Array.of(0), values: Float32Array.of(2) })]).toEqual([0, 0, 0, 0])
})

test('too wide either way: the setting is chosen among the songs that are served', () => {
  // Wider than EASE itself allows: choosing among all songs would be refused.
  const many = 10_001
  const matrix = interactionMatrix(many, many, [0, 1, 2, 0, 1, 2, 3], [1, 1, 1, 3, 3, 3, 1], new Array(7).fill(2))
  const heldOut = interactionMatrix(many, many, [3], [3], [2])
  expect(bestServedEase(matrix, heldOut, null, 2)).toBe(EASE_DEFAULTS)
  expect(EASE_SETTINGS).toContain(chosenServedEase(matrix, 1, 2))
})
