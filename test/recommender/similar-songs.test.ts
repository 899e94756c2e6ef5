import { expect, test } from '@jest/globals'
import { EASE_DEFAULTS } from '../../src/recommender/cf/ease.js'
import { blend } from '../../src/recommender/fit.js'
import { fitSources } from '../../src/recommender/fit-sources.js'
import { weightedInteractions } from '../../src/recommender/reviewed-interactions.js'
import { LISTENING_WEIGHT, similarSongs } from '../../src/recommender/similar-songs.js'
import { song, trainingData } from './training-data.js'

const DATA = trainingData({
  users: 3,
  songs: [song('a', { genres: ['jazz'] }), song('b'), song('c', { genres: ['jazz'] }), song('d')],
  // a and b share one of their listeners, two each; d is played by nobody who plays a.
  plays: [
    [0, 0, 1],
    [0, 1, 1],
    [1, 0, 1],
    [2, 1, 1],
    [2, 3, 1],
  ],
})
const similar = similarSongs({
  ...(await fitSources(DATA, weightedInteractions(DATA), EASE_DEFAULTS, 1)),
  ranker: blend(),
})

test('listening and content are cosines, and the score their weighted mean', () => {
  const [first, second, ...rest] = similar(0)
  // a and c have the same one token; a and b have columns (1, 1, 0) and (1, 0, 1).
  expect(first).toMatchObject({ song: 2, listening: 0 })
  expect(first.content).toBeCloseTo(1, 6)
  expect(first.score).toBeCloseTo(1 - LISTENING_WEIGHT, 6)
  expect(second).toMatchObject({ song: 1, content: 0 })
  expect(second.listening).toBeCloseTo(0.5, 6)
  expect(second.score).toBeCloseTo(LISTENING_WEIGHT * 0.5, 6)
  expect(rest).toEqual([])
})
