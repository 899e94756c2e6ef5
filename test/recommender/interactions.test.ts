import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { unnamedSong } from '../../src/domain/song.js'
import {
  interactionMatrix,
  interactionsOf,
  ofSongs,
  row,
  stacked,
  transpose,
} from '../../src/recommender/interactions.js'

const matrix = interactionMatrix(3, 4, [2, 0, 2, 0, 2], [3, 2, 1, 0, 3], [1, 5, 2, 4, 6])

test('rows hold their songs in ascending order, and a repeated pair adds up', () => {
  expect([...matrix.rowStart]).toEqual([0, 2, 2, 4])
  expect([...matrix.columns]).toEqual([0, 2, 1, 3])
  expect([...matrix.values]).toEqual([4, 5, 2, 7])
})

test('a row is one user’s history; that of a user without plays is empty', () => {
  expect(row(matrix, 2)).toEqual({ songs: Uint32Array.of(1, 3), values: Float32Array.of(2, 7) })
  expect(row(matrix, 1).songs).toHaveLength(0)
})

test('the transpose holds the listeners of each song', () => {
  const bySong = transpose(matrix)
  expect([bySong.users, bySong.songs]).toEqual([4, 3])
  expect(row(bySong, 3)).toEqual({ songs: Uint32Array.of(2), values: Float32Array.of(7) })
})

test('transposing twice gives the matrix back', () => {
  const entry = fc.tuple(fc.nat(5), fc.nat(7), fc.integer({ min: 1, max: 9 }))
  fc.assert(
    fc.property(fc.array(entry), entries => {
      const [users, songs, values] = [0, 1, 2].map(column => entries.map(row => row[column]))
      const any = interactionMatrix(6, 8, users, songs, values)
      expect(transpose(transpose(any))).toEqual(any)
    }),
  )
})

test('rows under rows', () => {
  const below = interactionMatrix(1, 4, [0], [2], [8])
  const both = stacked(matrix, below)
  expect([both.users, both.songs]).toEqual([4, 4])
  expect(row(both, 2)).toEqual(row(matrix, 2))
  expect(row(both, 3)).toEqual(row(below, 0))
})

test('some of the songs, numbered anew', () => {
  const some = ofSongs(matrix, Uint32Array.of(3, 0))
  expect([some.users, some.songs]).toEqual([3, 2])
  expect(row(some, 0)).toEqual({ songs: Uint32Array.of(1), values: Float32Array.of(4) })
  expect(row(some, 2)).toEqual({ songs: Uint32Array.of(0), values: Float32Array.of(7) })
})

test('no users and no songs make an empty matrix', () => {
  const none = interactionMatrix(0, 0, [], [], [])
  expect([...none.rowStart]).toEqual([0])
  expect(none.columns).toHaveLength(0)
})

test('a reviewed pair without plays counts as one play, one with plays keeps its count', () => {
  const review = { rating: null, sentiment: 1, opinions: [] }
  const interactions = interactionsOf({
    userIds: ['u'],
    songs: ['a', 'b', 'c'].map(unnamedSong),
    plays: { user: Uint32Array.of(0, 0), song: Uint32Array.of(2, 1), count: Float32Array.of(3, 7) },
    reviews: [
      { user: 0, song: 1, ...review },
      { user: 0, song: 0, ...review },
    ],
    tags: { user: new Uint32Array(), song: new Uint32Array(), tag: new Uint32Array(), names: [] },
  })
  expect(row(interactions, 0)).toEqual({ songs: Uint32Array.of(0, 1, 2), values: Float32Array.of(1, 7, 3) })
})
