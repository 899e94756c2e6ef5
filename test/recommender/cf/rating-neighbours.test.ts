import { expect, test } from '@jest/globals'
import { itemNeighbours, pearson, userNeighbours } from '../../../src/recommender/cf/rating-neighbours.js'
import { interactionMatrix, row, type SongVector } from '../../../src/recommender/interactions.js'

const vector = (ratings: Record<number, number>): SongVector => ({
  songs: Uint32Array.from(Object.keys(ratings), Number),
  values: Float32Array.from(Object.values(ratings)),
})

test('Pearson over the columns that both have, by hand', () => {
  // Over songs 1 and 2 and 4: (1, 2, 3) and (2, 2, 5): deviations (−1, 0, 1) and (−1, −1, 2): 3 / √(2 · 6).
  expect(pearson(vector({ 0: 5, 1: 1, 2: 2, 4: 3 }), vector({ 1: 2, 2: 2, 3: 1, 4: 5 }))).toBeCloseTo(
    3 / Math.sqrt(12),
    6,
  )
  expect(pearson(vector({ 0: 1, 1: 2 }), vector({ 0: 5, 1: 3 }))).toBeCloseTo(-1, 12)
})

test('Pearson is 0 where it is not defined', () => {
  expect(pearson(vector({ 0: 1 }), vector({ 0: 5 }))).toBe(0)
  expect(pearson(vector({ 0: 1, 1: 4 }), vector({ 2: 5, 3: 1 }))).toBe(0)
  expect(pearson(vector({ 0: 3, 1: 3 }), vector({ 0: 5, 1: 1 }))).toBe(0)
})

/** Users 0 and 1 agree, user 2 says the opposite; song 3 is rated by the last two. */
const RATINGS = interactionMatrix(
  3,
  5,
  [0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2],
  [0, 1, 2, 0, 1, 2, 3, 0, 1, 2, 3],
  [1, 3, 5, 2, 3, 4, 5, 5, 3, 1, 1],
)

test('user-based by hand: mean-centred, and an opposite neighbour counts the other way round', () => {
  // r̄ = 3, 3.5, 2.5; correlations 1 and −1: 3 + (1 · (5 − 3.5) − 1 · (1 − 2.5)) / 2.
  expect(userNeighbours(RATINGS)(row(RATINGS, 0), 3)).toBeCloseTo(4.5, 6)
})

test('user-based: the own mean where nobody rated the song; nothing to say of a new user', () => {
  expect(userNeighbours(RATINGS)(row(RATINGS, 0), 4)).toBeCloseTo(3, 6)
  expect(userNeighbours(RATINGS)(vector({}), 3)).toBeNull()
})

test('item-based by hand', () => {
  // Song 3 (users 1: 5, 2: 1) goes with song 2 (4, 1), against song 0 (2, 5), and song 1 (3, 3) is constant:
  // (1 · 5 − 1 · 1) / 2 for user 0, who gave them 5 and 1.
  expect(itemNeighbours(RATINGS)(row(RATINGS, 0), 3)).toBeCloseTo(2, 6)
  expect(itemNeighbours(RATINGS)(row(RATINGS, 0), 4)).toBeNull()
})

test('what was withheld from a rank-one table comes back', () => {
  // r_ui = 3 + a_u · b_i: every two users correlate by ±1, and differences scale alike among users of one |a|.
  const [a, b] = [
    [1, -1, 1, -1],
    [2, 1, -1, -2],
  ]
  const pairs = a.flatMap((_, u) => b.map((_, i) => [u, i] as const)).filter(([u, i]) => !(u === 0 && i === 3))
  const known = interactionMatrix(
    4,
    4,
    pairs.map(([u]) => u),
    pairs.map(([, i]) => i),
    pairs.map(([u, i]) => 3 + (a[u] ?? 0) * (b[i] ?? 0)),
  )
  // User 0's mean of the three they rated is 3 + 2/3, and each neighbour is 2 beyond theirs.
  expect(userNeighbours(known)(row(known, 0), 3)).toBeCloseTo(3 + 2 / 3 - 2, 5)
})
