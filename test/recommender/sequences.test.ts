import { expect, test } from '@jest/globals'
import { momentsOf, sequencesOf } from '../../src/recommender/sequences.js'
import { dataOf } from '../evaluation/data.js'

const rows = dataOf({
  users: ['u', 'v'],
  songs: ['a', 'b', 'c', 'd', 'e'],
  plays: [
    ['u', 'a', 1],
    ['u', 'b', 2],
    ['u', 'c', 1],
    ['u', 'e', 1],
  ],
  reviews: [
    ['u', 'a'],
    ['u', 'd'],
    ['u', 'b'],
  ],
})
const timed = {
  ...rows,
  plays: { ...rows.plays, lastPlayedAt: Float64Array.of(10, 30, 20, Number.NaN) },
  reviews: rows.reviews.map((review, i) => ({ ...review, ...[{ at: 40 }, { at: 20 }, {}][i] })),
}

test('a pair stands at the last of its plays and its review; unknown times come first, equal ones by index', () => {
  const [ofU, ofV] = momentsOf(timed)
  expect(ofU).toEqual([
    { song: 4, at: Number.NaN },
    { song: 2, at: 20 },
    { song: 3, at: 20 },
    { song: 1, at: 30 },
    { song: 0, at: 40 },
  ])
  expect(ofV).toEqual([])
})

test('songs of one time share a step', () => {
  const [ofU] = sequencesOf(timed)
  expect(ofU).toEqual({ songs: Uint32Array.of(4, 2, 3, 1, 0), steps: Uint32Array.of(0, 1, 1, 2, 3) })
})

test('without times all is one step', () => {
  const [ofU] = sequencesOf(rows)
  expect(ofU).toEqual({ songs: Uint32Array.of(0, 1, 2, 3, 4), steps: Uint32Array.of(0, 0, 0, 0, 0) })
})
