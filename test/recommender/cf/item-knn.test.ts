import { expect, test } from '@jest/globals'
import { fitItemKnn, itemKnnScorer } from '../../../src/recommender/cf/item-knn.js'
import { interactionMatrix, row } from '../../../src/recommender/interactions.js'
import { twoGroups } from './two-groups.js'

test('one score by hand', () => {
  // Users 0, 1 × songs 0, 1; e − 1 plays have the weight log(1 + e − 1) = 1.
  const plays = Math.E - 1
  const matrix = interactionMatrix(2, 2, [0, 1, 1], [0, 0, 1], [plays, plays, plays])
  // Columns (1, 1) and (0, 1): cosine 1/√2; user 0 played song 0 with weight 1.
  const scores = itemKnnScorer(fitItemKnn(matrix)).score(row(matrix, 0))
  expect(scores[0]).toBeCloseTo(1, 6)
  expect(scores[1]).toBeCloseTo(Math.SQRT1_2, 6)
})

test('the same as summing the cosine of every pair of songs', () => {
  const matrix = twoGroups()
  const columns = Array.from({ length: 12 }, () => new Array<number>(30).fill(0))
  for (let user = 0; user < 30; user++) {
    const { songs, values } = row(matrix, user)
    songs.forEach((song, i) => {
      columns[song][user] = Math.log1p(values[i])
    })
  }
  const dot = (a: number[], b: number[]) => a.reduce((sum, x, i) => sum + x * b[i], 0)
  const cosine = (i: number, j: number) =>
    dot(columns[i], columns[j]) / Math.sqrt(dot(columns[i], columns[i]) * dot(columns[j], columns[j]))
  const history = { songs: Uint32Array.of(1, 4, 7), values: Float32Array.of(3, 1, 20) }
  const scores = itemKnnScorer(fitItemKnn(matrix)).score(history)
  scores.forEach((score, j) => {
    const expected = [...history.songs].reduce((sum, i, at) => sum + cosine(i, j) * Math.log1p(history.values[at]), 0)
    expect(score).toBeCloseTo(expected, 5)
  })
})
