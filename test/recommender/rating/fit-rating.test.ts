import { expect, test } from '@jest/globals'
import { seededRandom } from '../../../src/recommender/random.js'
import type { RatedReview } from '../../../src/recommender/rating/biases.js'
import {
  byUser,
  chosenRegularization,
  fitRating,
  ratingsOfUser,
  withReviews,
} from '../../../src/recommender/rating/fit-rating.js'
import {
  meanSquaredError,
  type RatingExamples,
  trainRegression,
} from '../../../src/recommender/rating/train-regression.js'
import { termsOf } from '../../../src/recommender/text/terms.js'
import { contextOf, rated } from './reviews.js'

const REGRESSION = { hidden: 8, epochs: 60, learningRate: 2e-3, regularization: 0, batch: 16, patience: 60 }

/** What the prediction 3 lacks is `missing` of two numbers in [-1, 1). */
function examples(count: number, seed: number, missing: (a: number, b: number) => number): RatingExamples {
  const random = seededRandom(seed)
  const rows = Float32Array.from({ length: 2 * count }, () => 2 * random() - 1)
  return {
    rows,
    base: new Float64Array(count).fill(3),
    rating: Float64Array.from({ length: count }, (_, i) => 3 + missing(rows[2 * i], rows[2 * i + 1])),
  }
}

test('the network learns a slope and a bend', () => {
  const missing = (a: number, b: number) => a + Math.abs(b)
  const network = trainRegression(examples(600, 1, missing), examples(200, 2, missing), 2, REGRESSION, seededRandom(3))
  // Of new examples; to say nothing errs by E(a²) + E(b²) + 2·E(a)·E(|b|) = 2/3.
  expect(meanSquaredError(network, examples(500, 4, missing))).toBeLessThan(0.02)
})

test('what its validation denies is not learnt: it goes on saying nothing', () => {
  const network = trainRegression(
    examples(300, 1, a => a),
    examples(300, 2, a => -a),
    2,
    { ...REGRESSION, patience: 3, hidden: 0 },
    seededRandom(3),
  )
  expect([...network.skip]).toEqual([0, 0])
})

test('an error beyond five stars is none: the network is free to go there', () => {
  const beyond: RatingExamples = { rows: Float32Array.of(1), base: Float64Array.of(6), rating: Float64Array.of(5) }
  const network = trainRegression(beyond, beyond, 1, { ...REGRESSION, hidden: 0 }, seededRandom(1))
  expect([...network.skip]).toEqual([0])
  expect(meanSquaredError(network, beyond)).toBe(0)
})

/**
 * Songs are good (5) or bad (1) by turns, and what is written of them says so; but a third of the stars of the train part
 * are of the other kind.
 */
function misjudged() {
  const random = seededRandom(5)
  const train: RatedReview[] = []
  const valid: RatedReview[] = []
  for (let user = 0; user < 60; user++) {
    for (let song = 0; song < 60; song++) {
      if (random() > 0.12) continue
      const good = song % 2 === 0
      const terms = termsOf(good ? 'splendid shining chorus' : 'dreadful grating noise')
      const review = { sentiment: good ? 0.8 : -0.8, terms }
      const isValid = random() < 0.2
      if (isValid) valid.push(rated(user, song, good ? 5 : 1, review))
      else train.push(rated(user, song, random() < 1 / 3 !== good ? 5 : 1, review))
    }
  }
  return { train, valid }
}

function predictions(
  train: readonly RatedReview[],
  valid: readonly RatedReview[],
  readsReviews: boolean,
  seed: number,
) {
  const model = fitRating(train, valid, contextOf(60, 60), readsReviews, seed)
  const reviewsOf = byUser(train)
  return (user: number, song: number) => ratingsOfUser(model, reviewsOf(user))(song)
}

test('where stars mislead and words do not, words are believed', () => {
  const { train, valid } = misjudged()
  const errors = (readsReviews: boolean) => {
    const predict = predictions(train, valid, readsReviews, 1)
    return Array.from({ length: 60 }, (_, song) => Math.abs(predict(song, song) - (song % 2 === 0 ? 5 : 1)))
  }
  const [read, unread] = [errors(true), errors(false)]
  // Of a song whose stars do not mislead there is little to correct.
  expect(read.filter((error, song) => error < unread[song]).length).toBeGreaterThan(45)
})

test('the same seed predicts the same; predictions are stars', () => {
  const { train, valid } = misjudged()
  const [once, again] = [1, 1].map(seed => predictions(train, valid, true, seed))
  for (let i = 0; i < 60; i++) {
    expect(once(i, i)).toBe(again(i, i))
    expect(once(i, i)).toBeGreaterThanOrEqual(1)
    expect(once(i, i)).toBeLessThanOrEqual(5)
  }
})

test.each([
  ['noise is held back as far as it goes', () => seededRandom(2), 16],
  ['songs that all agree on are believed at once', () => null, 0.5],
])('%s', (_, noise, expected) => {
  const random = seededRandom(1)
  const chance = noise()
  const reviews = Array.from({ length: 400 }, () => {
    const song = Math.floor(40 * random())
    return rated(Math.floor(20 * random()), song, 1 + (chance ? Math.floor(5 * chance()) : song % 5))
  })
  const { songRegularization } = chosenRegularization(reviews.slice(0, 300), reviews.slice(300), contextOf(20, 40))
  expect(songRegularization).toBe(expected)
})

test('a new rating moves what is predicted of its user at once, a song that is not known too', () => {
  // Half of the users give 4 or 5 stars, half of them 1 or 2.
  const random = seededRandom(7)
  const all = Array.from({ length: 600 }, (_, i) =>
    rated(i % 60, Math.floor(60 * random()), (i % 2) * 3 + 1 + (i % 7 > 3 ? 1 : 0)),
  )
  const model = fitRating(all.slice(0, 500), all.slice(500), contextOf(60, 60), true, 1)
  const own = byUser(all.slice(0, 500))(3)
  const before = ratingsOfUser(model, own)
  const harsh = { song: -1, rating: 1, sentiment: -0.9 }
  const after = ratingsOfUser(model, [...own, harsh, harsh, harsh, harsh])
  for (const song of [4, 5, -1]) expect(after(song)).toBeLessThan(before(song))
})

test('more reviews under the same network: those that were there tell the same', () => {
  const { train, valid } = misjudged()
  const context = contextOf(60, 60)
  const model = fitRating(train, valid, context, true, 1)
  expect(withReviews(model, train, context, 1)).toEqual(model)
})
