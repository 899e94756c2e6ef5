import { describe, expect, test } from '@jest/globals'
import { momentsOf, sequencesOf, timedSequences } from '../../src/recommender/sequences.js'
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
  const moments = momentsOf(timed)
  expect(moments(0)).toEqual([
    { song: 4, at: Number.NaN },
    { song: 2, at: 20 },
    { song: 3, at: 20 },
    { song: 1, at: 30 },
    { song: 0, at: 40 },
  ])
  expect(moments(1)).toEqual([])
})

test('songs of one time share a step', () => {
  const [ofU] = sequencesOf(timed)
  expect(ofU).toEqual({ songs: Uint32Array.of(4, 2, 3, 1, 0), steps: Uint32Array.of(0, 1, 1, 2, 3) })
})

test('without times all is one step', () => {
  const [ofU] = sequencesOf(rows)
  expect(ofU).toEqual({ songs: Uint32Array.of(0, 1, 2, 3, 4), steps: Uint32Array.of(0, 0, 0, 0, 0) })
})

/** Songs 0, 1, 2 … of a user at the times given. */
const walks = (...users: (readonly (number | null)[])[]) => {
  const rows = users.flatMap((times, user) => times.map((at, song) => [`u${user}`, `s${song}`, at] as const))
  const data = dataOf({
    users: users.map((_, user) => `u${user}`),
    songs: Array.from({ length: Math.max(...users.map(times => times.length)) }, (_, song) => `s${song}`),
    plays: rows.map(([user, song]) => [user, song, 1]),
  })
  return { ...data, plays: { ...data.plays, lastPlayedAt: Float64Array.from(rows, ([, , at]) => at ?? Number.NaN) } }
}

describe('what a session model learns from', () => {
  test('songs of known time; who was active last comes last, ties in the order of users', () => {
    const data = walks([5, null, 9], [9, 1], [null], [3])
    expect(timedSequences(data)).toEqual([
      { songs: Uint32Array.of(0), steps: Uint32Array.of(0) },
      { songs: Uint32Array.of(0, 2), steps: Uint32Array.of(0, 1) },
      { songs: Uint32Array.of(1, 0), steps: Uint32Array.of(0, 1) },
    ])
  })

  test('of a long sequence the last songs', () => {
    expect(timedSequences(walks([1, 2, 3, 3]), 3)).toEqual([
      { songs: Uint32Array.of(1, 2, 3), steps: Uint32Array.of(0, 1, 1) },
    ])
  })

  test('of many the latest, as many as fit', () => {
    const data = walks([1, 2], [8, 9], [5, 6], [3, 4])
    const lasts = (most: number) => timedSequences(data, 200, most).map(({ songs }) => songs.length)
    expect(lasts(8)).toEqual([2, 2, 2, 2])
    expect(lasts(5)).toEqual([2, 2])
    expect(lasts(1)).toEqual([])
  })

  test('nothing without times', () => {
    expect(timedSequences(rows)).toEqual([])
    expect(timedSequences(walks([null, null]))).toEqual([])
  })
})
