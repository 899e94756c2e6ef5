import { expect, test } from '@jest/globals'
import { decodeArtefact, encodeArtefact, NO_LISTS } from '../../src/recommender/artefact.js'
import { EASE_DEFAULTS } from '../../src/recommender/cf/ease.js'
import { blend } from '../../src/recommender/fit.js'
import { fitSources } from '../../src/recommender/fit-sources.js'
import { seededRandom } from '../../src/recommender/random.js'
import { byUser, fitRating, ratingsOfUser } from '../../src/recommender/rating/fit-rating.js'
import { ratingPredictor, trainedRatingPredictor } from '../../src/recommender/rating.js'
import { weightedInteractions } from '../../src/recommender/reviewed-interactions.js'
import { termsOf } from '../../src/recommender/text/terms.js'
import { review } from './histories.js'
import { rated } from './rating/reviews.js'
import { song, trainingData } from './training-data.js'

const NONE = { ratingCount: 0, ratingSum: 0 }
/** 20 ratings with a mean of 3 stars. */
const CATALOGUE = { ratingCount: 20, ratingSum: 120 }
/** Half stars: loved has 5 ratings of 5, hated 5 of 1. */
const SONGS = new Map([
  ['loved', { ratingCount: 5, ratingSum: 50 }],
  ['hated', { ratingCount: 5, ratingSum: 10 }],
])
const ratingsOf = (id: string) => SONGS.get(id) ?? NONE

test('the mean plus what the user and the song are above it, each shrunk', () => {
  // b(loved) = 5·2/(5+5) = 1; the user gave it 4.5: b(user) = (4.5 - 3 - 1)/(1+2) = 1/6.
  const predict = ratingPredictor([review('loved', 0, [], 4.5), review('hated', 0)], ratingsOf, CATALOGUE)
  expect(predict('loved')).toBeCloseTo(3 + 1 + 1 / 6, 12)
  expect(predict('hated')).toBeCloseTo(3 - 1 + 1 / 6, 12)
  expect(predict('unrated')).toBeCloseTo(3 + 1 / 6, 12)
})

test('never outside 1 to 5', () => {
  const generous = Array.from({ length: 95 }, (_, i) => review(`s${i}`, 0, [], 5))
  expect(ratingPredictor(generous, ratingsOf, CATALOGUE)('loved')).toBe(5)
  const harsh = Array.from({ length: 95 }, (_, i) => review(`s${i}`, 0, [], 0.5))
  expect(ratingPredictor(harsh, ratingsOf, CATALOGUE)('hated')).toBe(1)
})

test('null where nothing is known', () => {
  const stranger = ratingPredictor([review('loved', 1)], ratingsOf, CATALOGUE)
  expect(stranger('loved')).toBeCloseTo(4, 12)
  expect(stranger('unrated')).toBeNull()
  expect(ratingPredictor([], ratingsOf, NONE)('loved')).toBeNull()
})

/** 40 users who rate 30 songs; those of odd number more highly, and in other words. */
function opinions() {
  const random = seededRandom(1)
  const reviews = Array.from({ length: 40 * 30 }, (_, i) => [i % 40, Math.floor(i / 40)] as const)
    .filter(() => random() < 0.3)
    .map(([user, number]) => {
      const odd = number % 2
      const terms = termsOf(odd === 1 ? 'splendid shining chorus' : 'dreadful grating noise')
      return rated(user, number, 2 + 2 * odd + (random() < 0.5 ? 1 : 0), { sentiment: odd - 0.5, terms })
    })
  const songs = Array.from({ length: 30 }, (_, i) => song(`s${String(i).padStart(2, '0')}`))
  const data = trainingData({ users: 40, songs, reviews })
  const model = fitRating(reviews, reviews.slice(0, 60), { users: 40, songs }, true, 1)
  const totalsOf = (id: string) => {
    const own = reviews.filter(each => songs[each.song]?.id === id)
    const ratingSum = own.reduce((sum, { rating }) => sum + 2 * rating, 0)
    const sentimentSum = own.reduce((sum, { sentiment }) => sum + 10_000 * sentiment, 0)
    return { ratingCount: own.length, ratingSum, reviewCount: own.length, sentimentSum }
  }
  const index = new Map(songs.map(({ id }, i) => [id, i]))
  const given = (user: number) =>
    byUser(reviews)(user).map(({ song: number, ...rest }) => ({ ...rest, songId: songs[number]?.id ?? '' }))
  return { reviews, data, model, totalsOf, index, given }
}

test('what serves at the training predicts as the model does that was fitted', () => {
  const { reviews, model, totalsOf, index, given } = opinions()
  for (const user of [0, 7, 39]) {
    const served = trainedRatingPredictor(model, index, given(user), totalsOf)
    const fitted = ratingsOfUser(model, byUser(reviews)(user))
    for (const [id, number] of index) expect(served(id)).toBeCloseTo(fitted(number), 9)
  }
})

test('ratings that came since count at once, of the song, of the user, and of a song that the model does not know', () => {
  const { model, totalsOf, index, given } = opinions()
  const predict = (own: ReturnType<typeof given>, hated: string | null) =>
    trainedRatingPredictor(model, index, own, id =>
      id === hated
        ? { ...totalsOf(id), ratingCount: 60, ratingSum: 120, reviewCount: 60, sentimentSum: -400_000 }
        : totalsOf(id),
    )
  const before = predict(given(3), null)
  expect(predict(given(3), 's01')('s01')).toBeLessThan(before('s01') ?? 0)
  expect(predict(given(3), 'new')('new')).toBeLessThan(before('new') ?? 0)
  const harsh = ['new', 'new too', 'newest'].map(songId => ({ ...rated(3, 0, 0.5, { sentiment: -0.9 }), songId }))
  expect(predict([...given(3), ...harsh], null)('s04')).not.toBeCloseTo(before('s04') ?? 0, 2)
  const stranger = predict([], null)
  expect(stranger('s01')).toBeGreaterThan(stranger('s00') ?? 5)
  expect(stranger('new')).toBeNull()
})

test('the model is kept in the artefact to the last bit', async () => {
  const { data, model } = opinions()
  const models = { ...(await fitSources(data, weightedInteractions(data), EASE_DEFAULTS, 1)), ranker: blend() }
  const songIds = data.songs.map(({ id }) => id)
  const artefact = {
    songIds,
    models,
    shown: NO_LISTS,
    rating: model,
    sentiment: null,
    backend: 'wasm' as const,
    seed: 1,
  }
  expect(decodeArtefact(encodeArtefact(artefact), 'v')).toEqual(artefact)
})
