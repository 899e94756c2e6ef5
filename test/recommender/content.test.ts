import { expect, test } from '@jest/globals'
import { artistShares, fitContent, sharedTokens } from '../../src/recommender/content.js'
import { tokenCosine, tokenProfile, tokenScorer, traitRows } from '../../src/recommender/song-tokens.js'
import { song, trainingData } from './training-data.js'

const SONGS = [
  song('a', { artist: 'Ann', genres: ['Jazz'] }),
  song('b', { artist: 'ann', genres: ['rock'] }),
  song('c', { artist: 'Bob', genres: ['jazz'] }),
  song('d', { artist: 'Cy' }),
]
const TAGS = trainingData({
  users: 3,
  songs: SONGS,
  tags: [
    [0, 0, 'late night'],
    [1, 0, 'Late Night'],
    [2, 3, 'late night'],
  ],
}).tags
const TAGS_OF_NOTHING = trainingData({ users: 0, songs: [] }).tags
const MODEL = fitContent(SONGS, TAGS)
/** idf of a token that two of the four songs have. */
const IDF = Math.log(2)

test('rows are tf-idf of length 1; names compare without case; tokens of one song are left out', () => {
  expect(MODEL.tokens).toEqual(['artist:ann', 'genre:jazz', 'tag:late night'])
  const weights = [IDF, IDF, (1 + Math.log(2)) * IDF]
  const length = Math.hypot(...weights)
  expect([...MODEL.rowStart]).toEqual([0, 3, 4, 5, 6])
  for (const [i, weight] of weights.entries()) expect(MODEL.values[i]).toBeCloseTo(weight / length, 6)
})

test('canonically equal names are one token, one artist', () => {
  const songs = [
    song('a', { artist: 'Bj\u00f6rk', genres: ['chan\u00e7on'], tags: ['\u00fcber'] }),
    song('b', { artist: 'BJO\u0308RK', genres: ['Chanc\u0327on'], tags: ['U\u0308ber'] }),
  ]
  const { tokens, artist } = fitContent(songs, trainingData({ users: 1, songs }).tags)
  expect(tokens).toEqual(['artist:bj\u00f6rk', 'genre:chan\u00e7on', 'tag:\u00fcber'])
  expect([...artist]).toEqual([0, 0])
})

test('albums are of their artist; attributes are told by fifths, and together weigh as one token', () => {
  const attributes = (tempo: number, energy: number) => [
    { name: 'tempo', value: tempo },
    { name: 'energy', value: energy },
  ]
  const songs = [
    song('a', { artist: 'Ann', album: 'Hits', attributes: attributes(60, 5) }),
    song('b', { artist: 'Bob', album: 'Hits', attributes: attributes(61, 1) }),
    song('c', { artist: 'Ann', album: 'hits', attributes: attributes(180, 5) }),
    song('d', { attributes: attributes(181, 1) }),
  ]
  const { tokens, columns, values, rowStart } = fitContent(songs, TAGS_OF_NOTHING)
  // No two songs share a fifth of the tempi.
  expect(tokens).toEqual(['artist:ann', 'album:ann – hits', 'attribute:energy 5', 'attribute:energy 3'])
  const [artist, album, energy] = [...columns.subarray(0, rowStart[1])].map((_, i) => values[i])
  expect(artist).toBeCloseTo(album, 6)
  expect(energy).toBeCloseTo(artist / Math.SQRT2, 6)
})

test('scores are products of tokens, by ln(1 + value) of the history', () => {
  const history = { songs: Uint32Array.of(1), values: Float32Array.of(3) }
  const scores = tokenScorer(MODEL).score(history)
  expect(scores[0]).toBeCloseTo(Math.log(4) * MODEL.values[0], 6)
  expect(scores[1]).toBeCloseTo(Math.log(4), 6)
  expect([scores[2], scores[3]]).toEqual([0, 0])
})

test('an empty history scores 0 everywhere', () => {
  const nothing = { songs: new Uint32Array(0), values: new Float32Array(0) }
  expect([...tokenScorer(MODEL).score(nothing)]).toEqual([0, 0, 0, 0])
  expect(artistShares(MODEL, nothing).size).toBe(0)
})

test('artistShares: by weight, one number for an artist in any case', () => {
  const history = { songs: Uint32Array.of(0, 1, 2), values: Float32Array.of(1, 1, 3) }
  const shares = artistShares(MODEL, history)
  expect(shares.get(0)).toBeCloseTo((2 * Math.log(2)) / (2 * Math.log(2) + Math.log(4)), 6)
})

test('sharedTokens: what a song has in common with the history, most telling first', () => {
  const history = { songs: Uint32Array.of(1, 3), values: Float32Array.of(1, 100) }
  const profile = tokenProfile(MODEL, history)
  expect(sharedTokens(MODEL, profile, 0)).toEqual(['tag:late night', 'artist:ann'])
  expect(sharedTokens(MODEL, profile, 2)).toEqual([])
})

test('tokenCosine is the product of two rows', () => {
  expect(tokenCosine(MODEL, 0, 1)).toBeCloseTo(MODEL.values[0], 6)
  expect(tokenCosine(MODEL, 0, 0)).toBeCloseTo(1, 6)
  expect(tokenCosine(MODEL, 1, 2)).toBe(0)
})

test('the tokens of the most songs as rows of the songs that have them', () => {
  // All three are of two songs: the first two of them, at three times their weight.
  const { users, songs, rowStart, columns, values } = traitRows(MODEL, 2, 3)
  expect([users, songs]).toEqual([2, 4])
  expect([...rowStart]).toEqual([0, 2, 4])
  expect([...columns]).toEqual([0, 1, 0, 2])
  expect(values[1]).toBeCloseTo(3, 6)
  expect(values[0]).toBeCloseTo(3 * MODEL.values[0], 6)
  expect(traitRows(fitContent([], TAGS_OF_NOTHING), 2, 3).columns).toHaveLength(0)
})
