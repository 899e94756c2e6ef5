import { expect, test } from '@jest/globals'
import { fnv1a } from '../../../src/evaluation/hash.js'
import { evaluateRating, ratingSplit } from '../../../src/evaluation/protocols/rating.js'
import { song } from '../data.js'

const none = new Uint32Array()

function data(users: number, songs: number) {
  const userIds = Array.from({ length: users }, (_, u) => `u${u}`)
  const reviews = userIds.flatMap((_, user) =>
    Array.from({ length: songs }, (_, s) => ({
      user,
      song: s,
      rating: (user + s) % 7 === 0 ? null : 1 + ((user * 3 + s) % 5),
      sentiment: 0,
      opinions: [],
    })),
  )
  return {
    userIds,
    songs: Array.from({ length: songs }, (_, s) => song(`s${s}`)),
    plays: { user: none, song: none, count: new Float32Array() },
    reviews,
    tags: { user: none, song: none, tag: none, names: [] },
  }
}

test('80/10/10 by hash, of reviews with stars', () => {
  const split = ratingSplit(data(20, 15))
  const part = (user: number, s: number) => fnv1a(`u${user}\ts${s}`) % 10
  expect(split.train.every(({ user, song }) => part(user, song) < 8)).toBe(true)
  expect(split.valid.every(({ user, song }) => part(user, song) === 8)).toBe(true)
  expect(split.test.every(({ user, song }) => part(user, song) === 9)).toBe(true)
  const rated = data(20, 15).reviews.filter(({ rating }) => rating !== null)
  expect(split.train.length + split.valid.length + split.test.length).toBe(rated.length)
})

test('errors by hand: against a test pair of which everything known is 4 stars', () => {
  const split = ratingSplit(data(20, 15))
  const four = split.train.map(review => ({ ...review, rating: 4 }))
  const wanted = [split.test[0], split.test[1]].map((review, i) => ({ ...review, rating: i === 0 ? 4 : 2 }))
  const { report, predicted } = evaluateRating(
    { ...split, train: four, test: wanted },
    ['bias', 'userKnn'],
    1,
    () => {},
  )
  expect(report.models.bias.mse).toBeCloseTo((0 + 4) / 2, 6)
  // Constant ratings correlate with nothing: every user's own mean, which is the same.
  expect(report.models.userKnn.mse).toBeCloseTo(2, 6)
  expect([report.models.userKnn.mseDiffLow, report.models.userKnn.mseDiffHigh]).toEqual([0, 0])
  expect([...predicted].map(value => Math.round(value))).toEqual([4, 4])
})

test('what is written in a test review, or in its stars, changes no prediction', () => {
  const all = data(20, 15)
  const altered = {
    ...all,
    reviews: all.reviews.map(review =>
      fnv1a(`u${review.user}\ts${review.song}`) % 10 === 9 && review.rating !== null
        ? { ...review, rating: 1, sentiment: -1, terms: Uint32Array.of(1, 2, 3) }
        : review,
    ),
  }
  const predicted = (of: typeof all) => evaluateRating(ratingSplit(of), ['mlp'], 1, () => {}).predicted
  expect(predicted(altered)).toEqual(predicted(all))
})

test('an unknown model and data without a held-out rating are refused', () => {
  expect(() => evaluateRating(ratingSplit(data(20, 15)), ['als'], 1, () => {})).toThrow(/models: "als" is not accepted/)
  expect(() => evaluateRating(ratingSplit(data(1, 1)), ['bias'], 1, () => {})).toThrow(/no rating of these data/)
})
