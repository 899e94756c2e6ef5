import { expect, test } from '@jest/globals'
import {
  interactionValue,
  likingOf,
  weightedInteractions,
  withoutPairs,
  withoutReviews,
} from '../../src/recommender/reviewed-interactions.js'
import { song, trainingData } from './training-data.js'

const SONGS = ['a', 'b', 'c'].map(id => song(id))
const review = (user: number, of: number, sentiment: number) => ({
  user,
  song: of,
  rating: null,
  sentiment,
  opinions: [],
})
const DATA = trainingData({
  users: 2,
  songs: SONGS,
  plays: [
    [0, 0, 4],
    [1, 2, 1],
  ],
  reviews: [review(0, 0, -1), review(1, 1, 0.4)],
  tags: [
    [0, 0, 'x'],
    [1, 2, 'y'],
  ],
})

test.each([
  ['plays alone', 7, null, 7],
  ['a rave', 4, 1, 7],
  ['a slating leaves a quarter', 4, -1, 1],
  ['a review alone is one play', 0, 0, 1],
])('interactionValue: %s', (_, plays, liking, expected) => {
  expect(interactionValue(plays, liking)).toBeCloseTo(expected, 12)
})

test.each([
  ['text alone', 0.5, null, 0.5],
  ['five stars', 0.5, 5, (0.5 + 0.8) / 2],
  ['half a star', 0, 0.5, -0.5],
])('likingOf: %s', (_, sentiment, rating, expected) => {
  expect(likingOf({ sentiment, rating })).toBeCloseTo(expected, 12)
})

test('weightedInteractions joins plays and reviews of a pair', () => {
  const { rowStart, columns, values } = weightedInteractions(DATA)
  expect([...rowStart]).toEqual([0, 1, 3])
  expect([...columns]).toEqual([0, 1, 2])
  expect(values[0]).toBeCloseTo(1, 6)
  expect(values[1]).toBeCloseTo(1.3, 6)
  expect(values[2]).toBe(1)
})

test('withoutPairs takes plays, reviews and tags of the pair, and nothing else', () => {
  const rest = withoutPairs(DATA, (user, of) => user === 0 && of === 0)
  expect([...rest.plays.user]).toEqual([1])
  expect(rest.reviews).toEqual([review(1, 1, 0.4)])
  expect([...rest.tags.user]).toEqual([1])
  expect(rest.songs).toBe(DATA.songs)
})

test('withoutReviews keeps each reviewed pair as one play, once', () => {
  const { plays, reviews } = withoutReviews(DATA)
  expect(reviews).toEqual([])
  const rows = Array.from(plays.user, (user, i) => [user, plays.song[i], plays.count[i]])
  expect(rows).toEqual([
    [0, 0, 4],
    [1, 2, 1],
    [1, 1, 1],
  ])
})
