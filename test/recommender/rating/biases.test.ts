import { describe, expect, test } from '@jest/globals'
import { seededRandom } from '../../../src/recommender/random.js'
import { biasPrediction, clipped, fitBiases, ratedReviews } from '../../../src/recommender/rating/biases.js'
import { factorProduct, fitRatingFactors, RATING_FACTOR_DEFAULTS } from '../../../src/recommender/rating/factors.js'
import { contextOf, rated } from './reviews.js'

describe('biases', () => {
  test('by hand: two users who differ on one song', () => {
    const model = fitBiases([rated(0, 0, 5), rated(1, 0, 1)], contextOf(2, 1), {
      userRegularization: 1,
      songRegularization: 1,
    })
    // μ = 3; the song's bias is (2 − 2) / (2 + 1); a user's is ±2 / (1 + 1).
    expect([model.mean, ...model.song, ...model.user]).toEqual([3, 0, 1, -1])
    expect([biasPrediction(model, 0, 0), biasPrediction(model, 1, 0)]).toEqual([4, 2])
  })

  test('by hand: one user of two songs', () => {
    const model = fitBiases([rated(0, 0, 5), rated(0, 1, 1)], contextOf(1, 2), {
      userRegularization: 1,
      songRegularization: 3,
    })
    // ±2 / (1 + 3) of the songs; they leave the user nothing.
    expect([...model.song, ...model.user]).toEqual([0.5, -0.5, 0])
  })

  test('they are where no bias alone can better the sum of squares', () => {
    const random = seededRandom(3)
    const reviews = Array.from({ length: 60 }, (_, i) => rated(i % 6, i % 10, 1 + Math.floor(5 * random())))
    const { mean, user, song } = fitBiases(reviews, contextOf(6, 10), { userRegularization: 2, songRegularization: 4 })
    const left = (wanted: (review: (typeof reviews)[number]) => boolean) =>
      reviews.filter(wanted).reduce((sum, r) => sum + r.rating - mean - user[r.user] - song[r.song], 0)
    for (let u = 0; u < 6; u++) expect(left(review => review.user === u)).toBeCloseTo(2 * user[u], 2)
    for (let i = 0; i < 10; i++) expect(left(review => review.song === i)).toBeCloseTo(4 * song[i], 2)
  })

  test('without ratings all is 0; reviews without stars are none', () => {
    const model = fitBiases(ratedReviews([{ ...rated(0, 0, 1), rating: null }]), contextOf(1, 1), {
      userRegularization: 1,
      songRegularization: 1,
    })
    expect(biasPrediction(model, 0, 0)).toBe(0)
  })

  test('stars are 1 to 5', () => {
    expect([0.2, 3.3, 5.1].map(clipped)).toEqual([1, 3.3, 5])
  })
})

describe('factors', () => {
  test('a product, by hand', () => {
    const model = { factors: 2, user: Float64Array.of(9, 9, 1, 2), song: Float64Array.of(3, -4, 9, 9) }
    expect(factorProduct(model, 1, 0)).toBe(1 * 3 + 2 * -4)
  })

  test('two kinds of users and of songs: a pair that was held out has the right sign', () => {
    const stars = (user: number, song: number) => (user % 2 === song % 2 ? 5 : 1)
    const pairs = Array.from({ length: 20 * 20 }, (_, i): [number, number] => [i % 20, Math.floor(i / 20)])
    const heldOut = ([user, song]: [number, number]) => user === song || user === song + 1
    const reviews = pairs.filter(pair => !heldOut(pair)).map(([user, song]) => rated(user, song, stars(user, song)))
    const biases = fitBiases(reviews, contextOf(20, 20), { userRegularization: 1, songRegularization: 1 })
    const model = fitRatingFactors(reviews, biases, RATING_FACTOR_DEFAULTS, 1)
    for (const [user, song] of pairs.filter(heldOut)) {
      expect(factorProduct(model, user, song) * (stars(user, song) - 3)).toBeGreaterThan(1)
    }
  })
})
