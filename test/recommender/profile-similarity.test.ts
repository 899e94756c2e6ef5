import { expect, test } from '@jest/globals'
import { ALS_DEFAULTS } from '../../src/recommender/cf/als.js'
import { fitContent } from '../../src/recommender/content.js'
import { profileSimilarity } from '../../src/recommender/profile-similarity.js'
import { beliefsOf } from '../../src/recommender/song-beliefs.js'
import { song, trainingData } from './training-data.js'

/** b shares a's artist, c its genre; of d nothing is known. */
const SONGS = [
  song('a', { artist: 'Ann', genres: ['jazz'] }),
  song('b', { artist: 'ANN', genres: ['rock'] }),
  song('c', { genres: ['jazz'] }),
  song('d'),
]
const [A, B, C, D] = SONGS.keys()
const unread = trainingData({ users: 2, songs: SONGS })
const read = trainingData({
  users: 2,
  songs: SONGS,
  reviews: [
    { user: 0, song: A, rating: null, sentiment: 0, opinions: [{ aspect: 'vocals', polarity: 1 }] },
    { user: 0, song: B, rating: null, sentiment: 0, opinions: [{ aspect: 'vocals', polarity: 0.8 }] },
    { user: 1, song: C, rating: null, sentiment: 0, opinions: [{ aspect: 'vocals', polarity: -1 }] },
  ],
})
const models = {
  als: { ...ALS_DEFAULTS, factors: 2, songFactors: Float32Array.of(1, 0, 0, 5, 3, 4, 0, 0) },
  content: fitContent(SONGS, unread.tags),
}
const ALL = Uint32Array.of(A, B, C, D)
const similarTo = (data: typeof unread, position: number, songs = ALL) =>
  Array.from(profileSimilarity(models)(songs, beliefsOf(data))(position))

// Factors: a·b = 0, a·c = .6, b·c = .8. Tokens: a is half artist, half genre, so a·c = 1/√2; the genre of b is nobody
// else's and left out, so b·c = 0; a and b are of one artist: 1.
test('worked by hand without reviews: listening and content count alike', () => {
  const ofA = similarTo(unread, A)
  expect(ofA[A]).toBeCloseTo(1, 6)
  expect(ofA[B]).toBeCloseTo((0 + 1) / 2, 6)
  expect(ofA[C]).toBeCloseTo((0.6 + Math.SQRT1_2) / 2, 6)
  expect(similarTo(unread, B)[C]).toBeCloseTo((0.8 + 0) / 2, 6)
})

test('worked by hand with reviews: opposite opinions of an aspect count 0, not less', () => {
  const ofA = similarTo(read, A)
  expect(ofA[B]).toBeCloseTo(0.4 * 0 + 0.4 * 1 + 0.2 * 1, 6)
  expect(ofA[C]).toBeCloseTo(0.4 * 0.6 + 0.4 * Math.SQRT1_2 + 0.2 * 0, 6)
})

test('a song of which nothing is known is like none', () => {
  expect(similarTo(read, D)).toEqual([0, 0, 0, 0])
  expect(similarTo(read, A)[D]).toBe(0)
})

test('positions are those of the list, and asking twice gives the same', () => {
  const list = Uint32Array.of(C, A)
  const similar = profileSimilarity(models)(list, beliefsOf(read))
  const first = Array.from(similar(1))
  expect(first[0]).toBeCloseTo(similarTo(read, A)[C], 6)
  similar(0)
  expect(Array.from(similar(1))).toEqual(first)
})

test('an empty list has no similarities', () => {
  const similar = profileSimilarity(models)(new Uint32Array(), beliefsOf(read))
  expect(Array.from(similar(0))).toEqual([])
})
