import { expect, test } from '@jest/globals'
import type { Candidates, SourceModels } from '../../src/recommender/candidates.js'
import { fitContent } from '../../src/recommender/content.js'
import { FEATURES, featureRows } from '../../src/recommender/features.js'
import type { Listener } from '../../src/recommender/listener.js'
import { beliefsOf } from '../../src/recommender/song-beliefs.js'
import { termsOf } from '../../src/recommender/text/terms.js'
import { fitText } from '../../src/recommender/text/text-model.js'
import { song, trainingData } from './training-data.js'

const DATA = trainingData({
  users: 1,
  songs: [song('a', { artist: 'Ann' }), song('b', { artist: 'Ann' }), song('c'), song('d')],
  reviews: [{ user: 0, song: 2, rating: null, sentiment: 0.9, opinions: [{ aspect: 'vocals', polarity: 0.9 }] }],
})
/** The same is written of c and d. */
const WRITTEN = [2, 3].map(reviewed => ({
  user: 0,
  song: reviewed,
  rating: null,
  sentiment: 0,
  opinions: [],
  terms: termsOf('dreamy choir'),
}))
const MODELS = {
  content: fitContent(DATA.songs, DATA.tags),
  text: fitText({ ...DATA, reviews: WRITTEN }),
  popularity: { listeners: Float32Array.of(1, 1, 1, 1) },
} as SourceModels
const CANDIDATES: Candidates = {
  songs: Uint32Array.of(1, 2, 3),
  scores: {
    ease: Float32Array.of(0, 4, 0),
    als: Float32Array.of(1, 3, 2),
    itemKnn: Float32Array.of(5, 5, 5),
    content: Float32Array.of(0, 0, 3),
    text: Float32Array.of(0, 3, 0),
    popularity: Float32Array.of(0, 0, 0),
  },
}
const LISTENER = {
  history: { songs: Uint32Array.of(0, 3), values: Float32Array.of(1, 1) },
  aspectImportance: new Map([['vocals', 1]]),
}

function feature(name: (typeof FEATURES)[number]['name'], listener: Listener = LISTENER, models = MODELS): number[] {
  const rows = featureRows(models, beliefsOf(DATA), listener, CANDIDATES)
  const column = FEATURES.findIndex(each => each.name === name)
  return Array.from(CANDIDATES.songs, (_, i) => rows[i * FEATURES.length + column])
}

const close = (actual: number[], expected: number[]) => {
  for (const [i, value] of expected.entries()) expect(actual[i]).toBeCloseTo(value, 6)
}

test('the order is part of the artefact format', () => {
  expect(FEATURES.map(({ name }) => name)).toEqual([
    'easeScore',
    'alsScore',
    'itemKnnScore',
    'contentScore',
    'textScore',
    'popularity',
    'untaken',
    'easeRank',
    'alsRank',
    'itemKnnRank',
    'contentRank',
    'textRank',
    'wordMatch',
    'artistShare',
    'age',
    'sentimentLift',
    'conflict',
    'aspectMatch',
  ])
})

test('scores are standardised over the candidates', () => {
  const deviation = Math.sqrt(2 / 3)
  close(feature('alsScore'), [-1 / deviation, 1 / deviation, 0])
  close(feature('contentScore'), [-1 / Math.SQRT2, -1 / Math.SQRT2, Math.SQRT2])
})

test('a score that is the same for all tells nothing', () => {
  expect(feature('itemKnnScore')).toEqual([0, 0, 0])
  expect(feature('itemKnnRank')).toEqual([0, 0, 0])
  expect(feature('popularity')).toEqual([0, 0, 0])
})

test('ranks are discounted and centred', () => {
  const discounts = [1 / 2, 1, 1 / Math.log2(3)]
  const mean = (discounts[0] + discounts[1] + discounts[2]) / 3
  close(
    feature('alsRank'),
    discounts.map(discount => discount - mean),
  )
})

test('a song that nobody took is neutral where only listeners tell', () => {
  const untaken = { ...MODELS, popularity: { listeners: Float32Array.of(1, 0, 1, 1) } }
  close(feature('easeScore', LISTENER, untaken), [0, Math.SQRT2, -Math.SQRT1_2])
  expect(feature('easeRank', LISTENER, untaken)[0]).toBe(0)
  expect(feature('untaken', LISTENER, untaken)).toEqual([1, 0, 0])
  const heard = { ...CANDIDATES, scores: { ...CANDIDATES.scores, popularity: Float32Array.of(0, 9, 3) } }
  const rows = featureRows(untaken, beliefsOf(DATA), LISTENER, heard)
  const popularity = FEATURES.findIndex(({ name }) => name === 'popularity')
  expect(rows[popularity]).toBe(0)
  expect(rows[FEATURES.length + popularity]).toBeGreaterThan(0.5)
  expect(feature('alsScore', LISTENER, untaken)).toEqual(feature('alsScore'))
})

test('artist share: the root of what the artist has of the history', () => {
  close(feature('artistShare'), [Math.SQRT1_2, 0, 0])
})

test('age: decades from the mean year of the history; nothing where a year is unknown', () => {
  const songs = [song('a', { year: 1970 }), song('b', { year: 1985 }), song('c'), song('d', { year: 1980 })]
  const dated = { ...MODELS, content: fitContent(songs, DATA.tags) }
  // The history is a and d, of equal weight: 1975.
  close(feature('age', LISTENER, dated), [1, 0, 0.5])
  expect(feature('age')).toEqual([0, 0, 0])
})

test('conflict: how near to what the user dislikes', () => {
  const rows = featureRows(MODELS, beliefsOf(DATA), LISTENER, { ...CANDIDATES, disliked: Float32Array.of(2, 0, 1) })
  const column = FEATURES.findIndex(each => each.name === 'conflict')
  const deviation = Math.sqrt(2 / 3)
  close(
    [0, 1, 2].map(i => rows[i * FEATURES.length + column]),
    [1 / deviation, -1 / deviation, 0],
  )
  expect(feature('conflict')).toEqual([0, 0, 0])
})

test('reviews speak for the reviewed song only', () => {
  // The one review is the catalogue's mean, so it lifts nothing above it.
  close(feature('sentimentLift'), [0, 0, 0])
  close(feature('aspectMatch'), [0, 0, 0])
})

test('the words that a user writes are held against those written of each song', () => {
  // Of the three candidates c and d have the user's words, b has none.
  const row = { columns: MODELS.text.columns.subarray(0, 3), values: MODELS.text.values.subarray(0, 3) }
  const match = feature('wordMatch', { ...LISTENER, words: row })
  close(match, [-Math.SQRT2, Math.SQRT1_2, Math.SQRT1_2])
  expect(feature('wordMatch')).toEqual([0, 0, 0])
})

test('without reviews what is written tells nothing, whatever the scores', () => {
  const unwritten = { ...MODELS, text: fitText(DATA) }
  expect(feature('textScore', LISTENER, unwritten)).toEqual([0, 0, 0])
  expect(feature('textRank', LISTENER, unwritten)).toEqual([0, 0, 0])
  close(feature('textScore'), [-Math.SQRT1_2, Math.SQRT2, -Math.SQRT1_2])
})
