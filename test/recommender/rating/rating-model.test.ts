import { expect, test } from '@jest/globals'
import { randomInteger, seededRandom } from '../../../src/recommender/random.js'
import { scoreRows } from '../../../src/recommender/ranker/mlp.js'
import type { RatedReview } from '../../../src/recommender/rating/rating-features.js'
import { fitRating } from '../../../src/recommender/rating/rating-model.js'
import { trainRegressor } from '../../../src/recommender/rating/regressor.js'

const random = seededRandom(8)
const SETTING = { hidden: 8, epochs: 200, learningRate: 1e-2, regularization: 1e-5, batch: 32, patience: 30 }

test('the network learns what no line can say: |x|', () => {
  const rows = Float32Array.from({ length: 600 }, () => 2 * random() - 1)
  const targets = rows.map(Math.abs)
  const network = trainRegressor({ features: 1, rows, targets }, SETTING, 1)
  const asked = Float32Array.of(-0.8, -0.3, 0.4, 0.9)
  scoreRows(network, asked, 4).forEach((score, i) => {
    expect(score).toBeCloseTo(Math.abs(asked[i]), 1)
  })
})

test('of noise it learns next to nothing, and the seed decides the bytes', () => {
  const rows = Float32Array.from({ length: 600 }, () => 2 * random() - 1)
  const targets = rows.map(() => (random() < 0.5 ? -1 : 1))
  const network = trainRegressor({ features: 1, rows, targets }, SETTING, 1)
  expect(trainRegressor({ features: 1, rows, targets }, SETTING, 1)).toEqual(network)
  expect(trainRegressor({ features: 1, rows, targets }, SETTING, 2)).not.toEqual(network)
  for (const score of scoreRows(network, Float32Array.of(-0.9, 0, 0.9), 3)) expect(Math.abs(score)).toBeLessThan(0.5)
})

/**
 * Songs are good or bad, and it is the texts that say it: those who rated the song first gave every song 4 stars but wrote
 * what they heard; user 40 and the next nine give good songs 5 and bad ones 1.
 */
function told(): RatedReview[] {
  const reviews: RatedReview[] = []
  for (let song = 0; song < 60; song++) {
    const good = song % 2 === 0
    for (let i = 0; i < 8; i++)
      reviews.push({ user: (song * 8 + i) % 40, song, rating: 4, sentiment: good ? 0.9 : -0.9, opinions: [] })
    for (let i = 0; i < 2; i++)
      if (song < 50)
        reviews.push({ user: 40 + randomInteger(random, 10), song, rating: good ? 5 : 1, sentiment: 0, opinions: [] })
  }
  const pairs = new Map(reviews.map(review => [`${review.user} ${review.song}`, review]))
  return [...pairs.values()]
}

test('what texts say of a song is learnt, and the ablation cannot know it', () => {
  const reviews = told()
  const [withText, without] = [true, false].map(text => fitRating(50, 60, reviews, text, 1))
  // Songs 50 and up have ratings of 4 alone.
  const gap = (predict: typeof withText) => predict(42, 54) - predict(42, 55)
  expect(gap(withText)).toBeGreaterThan(0.5)
  expect(Math.abs(gap(without))).toBeLessThan(0.1)
})

test('no reviews: a prediction that is a number', () => {
  expect(Number.isFinite(fitRating(1, 1, [], true, 1)(0, 0))).toBe(true)
})
