import { expect, test } from '@jest/globals'
import { biasPrediction, fitBiases } from '../../../src/recommender/rating/biases.js'
import { byUser } from '../../../src/recommender/rating/fit-rating.js'
import { fitSignals } from '../../../src/recommender/rating/fit-signals.js'
import { signalNames, standingThen, userSignals } from '../../../src/recommender/rating/signals.js'
import { termsOf } from '../../../src/recommender/text/terms.js'
import { contextOf, rated } from './reviews.js'

const REGULARIZATION = { userRegularization: 1, songRegularization: 1 }
/** Songs 0 and 1 are spoken of with the same words, song 2 with others, song 3 not at all. */
const REVIEWS = [
  rated(0, 0, 5, { sentiment: 0.9, terms: termsOf('warm strings') }),
  rated(0, 2, 2, { sentiment: -0.3, terms: termsOf('cold drums') }),
  rated(1, 1, 4, { sentiment: 0.6, terms: termsOf('warm strings') }),
  rated(1, 2, 1, { sentiment: -0.8, terms: termsOf('cold drums') }),
]
const signals = fitSignals(REVIEWS, contextOf(3, 4), REGULARIZATION, true, 1)
const biases = fitBiases(REVIEWS, contextOf(3, 4), REGULARIZATION)
const of = (user: number, song: number, from = signals) => userSignals(from, byUser(REVIEWS)(user)).of(song)
const signal = (name: string, user: number, song: number) => of(user, song)[signalNames(true).indexOf(name)]

test('every signal has its name; what is written adds some to those of the stars', () => {
  expect(of(0, 1)).toHaveLength(signalNames(true).length)
  const plain = fitSignals(REVIEWS, contextOf(3, 4), REGULARIZATION, false, 1)
  expect(of(0, 1, plain)).toHaveLength(signalNames(false).length)
  expect(of(0, 1).slice(0, signalNames(false).length)).toEqual(of(0, 1, plain))
})

test('counts, biases and sentiment, by hand', () => {
  expect(signal('userRatings', 1, 0)).toBe(Math.log(3))
  expect(signal('songRatings', 1, 0)).toBe(Math.log(2))
  expect(signal('userBias', 1, 0)).toBeCloseTo(biases.user[1], 12)
  expect(signal('songBias', 1, 0)).toBe(biases.song[0])
  const mean = (0.9 - 0.3 + 0.6 - 0.8) / 4
  expect(signal('songSentiment', 1, 2)).toBeCloseTo((-0.3 - mean + (-0.8 - mean)) / (2 + 3), 12)
  expect(signal('userSentiment', 1, 0)).toBeCloseTo((0.6 - mean + (-0.8 - mean)) / (2 + 3), 12)
})

test('spread, by hand: what the biases leave, with four ratings of belief in that of all', () => {
  const squares = REVIEWS.map(({ user, song, rating }) => (rating - biasPrediction(biases, user, song)) ** 2)
  const all = squares.reduce((sum, square) => sum + square, 0) / 4
  expect(signal('userSpread', 0, 3)).toBeCloseTo(Math.sqrt((squares[0] + squares[1] + 4 * all) / (2 + 4)), 12)
  expect(signal('songSpread', 0, 3)).toBeCloseTo(Math.sqrt(all), 12)
})

test('what a user left over of a song written of with the same words counts half, with others not', () => {
  // Both songs' words are in two documents each, so that they count; the cosine of songs 0 and 1 is 1.
  const left = 5 - biasPrediction(biases, 0, 0)
  expect(signal('likeSongs', 0, 1)).toBeCloseTo(left / (1 + 1), 6)
  expect(signal('likeSongs', 0, 0)).toBe(0)
  expect(signal('likeSongs', 2, 0)).toBe(0)
})

test('words that the better songs share speak for a song, before anybody rates it', () => {
  expect(signal('songText', 0, 0)).toBeGreaterThan(0)
  expect(signal('songText', 0, 3)).toBe(0)
})

test('a standing of now counts in place of that of then, for the song and for what it leaves of its ratings', () => {
  const then = standingThen(signals)
  const loved = (song: number) => ({ ...then(song), bias: song === 3 ? 1 : then(song).bias, ratings: 9 })
  const reviews = byUser(REVIEWS)(0)
  const now = userSignals(signals, reviews, loved)
  expect(now.base(3)).toBeCloseTo(userSignals(signals, reviews).base(3) + 1, 12)
  expect(now.of(3)[signalNames(true).indexOf('songRatings')]).toBe(Math.log(10))
})
