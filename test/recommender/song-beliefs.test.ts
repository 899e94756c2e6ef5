import { expect, test } from '@jest/globals'
import { likedAspect } from '../../src/recommender/evidence.js'
import { aspectMatch, beliefsOf, sentimentLift } from '../../src/recommender/song-beliefs.js'
import { song, trainingData } from './training-data.js'

const said = (user: number, of: number, sentiment: number, ...opinions: [string, number][]) => ({
  user,
  song: of,
  rating: null,
  sentiment,
  opinions: opinions.map(([aspect, polarity]) => ({ aspect, polarity })),
})
const BELIEFS = beliefsOf(
  trainingData({
    users: 3,
    songs: ['a', 'b', 'c'].map(id => song(id)),
    reviews: [
      said(0, 0, 0.8, ['vocals', 1], ['mix', -1]),
      said(1, 0, 0.4, ['vocals', 0.5]),
      said(2, 1, -0.6, ['vocals', -0.9]),
    ],
  }),
)
/** Means of the catalogue: sentiment .6/3, vocals .6/3, mix −1. Priors: 5 reviews, 3 mentions. */
const VOCALS_OF_A = (1.5 + 3 * 0.2) / (2 + 3) - 0.2

test('sentimentLift: shrunk mean above the catalogue mean', () => {
  expect(sentimentLift(BELIEFS.profile(0), BELIEFS.catalogue)).toBeCloseTo((1.2 + 5 * 0.2) / 7 - 0.2, 10)
  expect(sentimentLift(BELIEFS.profile(2), BELIEFS.catalogue)).toBeCloseTo(0, 10)
})

test('aspectMatch: importance-weighted mean of the lifts', () => {
  const importance = new Map([
    ['vocals', 1],
    ['lyrics', 0.5],
  ])
  expect(aspectMatch(BELIEFS.profile(0), importance, BELIEFS.catalogue)).toBeCloseTo(VOCALS_OF_A / 1.5, 10)
  expect(aspectMatch(BELIEFS.profile(2), importance, BELIEFS.catalogue)).toBe(0)
  expect(aspectMatch(BELIEFS.profile(0), new Map(), BELIEFS.catalogue)).toBe(0)
})

test('likedAspect: what they care for and others praise; null where nothing is praised', () => {
  const history = { songs: new Uint32Array(0), values: new Float32Array(0) }
  const listener = {
    history,
    aspectImportance: new Map([
      ['vocals', 0.1],
      ['mix', 1],
    ]),
  }
  expect(likedAspect(0, BELIEFS, listener)).toBe('vocals')
  expect(likedAspect(1, BELIEFS, listener)).toBeNull()
})
