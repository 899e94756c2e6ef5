import { expect, test } from '@jest/globals'
import { RATING_FEATURES, type RatedReview, ratingStatistics } from '../../../src/recommender/rating/rating-features.js'

const review = (user: number, song: number, rating: number, sentiment = 0, polarity?: number): RatedReview => ({
  user,
  song,
  rating,
  sentiment,
  opinions: polarity === undefined ? [] : [{ aspect: 'vocals', polarity }],
})
const REVIEWS = [review(0, 0, 5, 0.8, 1), review(1, 0, 3, -0.2), review(1, 1, 4, 0.6, -1), review(0, 1, 2, 0)]

const feature = (row: Float32Array, name: (typeof RATING_FEATURES)[number]) => row[RATING_FEATURES.indexOf(name)]

test('the bias model by hand', () => {
  // μ = 3.5. Song 0: (1.5 − .5) / (2 + 5) = 1/7; song 1: (.5 − 1.5) / 7 = −1/7. User 0: residuals 1.5 − 1/7 and
  // −1.5 + 1/7, so 0; user 1: −.5 − 1/7 and .5 + 1/7.
  const statistics = ratingStatistics(3, 2, REVIEWS)
  expect(statistics.bias(0, 0, null)).toBeCloseTo(3.5 + 1 / 7, 12)
  expect(statistics.bias(1, 1, null)).toBeCloseTo(3.5 - 1 / 7, 12)
})

test('somebody new, and no reviews at all, are neutral', () => {
  const row = ratingStatistics(3, 2, REVIEWS).features(2, 0, null)
  for (const name of ['userBias', 'userKnown', 'userLow', 'userSentiment', 'aspectMatch'] as const)
    expect(feature(row, name)).toBe(0)
  expect([...ratingStatistics(1, 1, []).features(0, 0, null)].every(value => value === 0)).toBe(true)
})

test('sentiment and aspects by hand', () => {
  const row = ratingStatistics(3, 2, REVIEWS).features(0, 1, null)
  // Mean sentiment .3; song 1 has .6 and 0: (.6 − 2 · .3) / 7; user 0 has .8 and 0: (.8 − .6) / 4.
  expect(feature(row, 'songSentiment')).toBeCloseTo(0, 6)
  expect(feature(row, 'userSentiment')).toBeCloseTo(0.05, 6)
  // User 0 speaks of vocals alone, song 1's are said to be −1 once, everybody's mean is 0.
  expect(feature(row, 'aspectMatch')).toBeCloseTo(-1 / 4, 6)
  // One of the two ratings is at most 3, of song and of user, as half of all are.
  expect(feature(row, 'songLow')).toBeCloseTo(0, 6)
})

test('what a training row is made of does not hold its own answer: another rating or text gives the same row', () => {
  // But for what everybody's means are made of, which one review among many hardly moves.
  const crowd = Array.from({ length: 4000 }, (_, i) => review(3, 2 + (i % 50), 1 + (i % 5), 0.1, 0.5))
  const own = REVIEWS[0]
  const other = review(0, 0, 1, -0.9, -1)
  const rowOf = (first: RatedReview) =>
    ratingStatistics(4, 52, [first, ...REVIEWS.slice(1), ...crowd]).features(0, 0, first)
  const [a, b] = [rowOf(own), rowOf(other)]
  a.forEach((value, i) => {
    expect(value).toBeCloseTo(b[i], 2)
  })
})
