import { expect, test } from '@jest/globals'
import { conflicts } from '../../src/recommender/conflicts.js'
import { NO_HISTORY, plays, review } from './histories.js'

/** Quartiles by nearest rank of eight songs: the 2nd (2 plays) and the 6th (6 plays). */
const EIGHT = plays({ s1: 1, s2: 2, s3: 3, s4: 4, s5: 5, s6: 6, s7: 7, s8: 8 })
const songsOf = (history: Parameters<typeof conflicts>[0]) => conflicts(history).map(({ songId }) => songId)

test('a bad review of a song played as much as the upper quartile', () => {
  const reviews = [review('s5', -0.9), review('s6', -0.2), review('s8', 0.9)]
  expect(conflicts({ ...NO_HISTORY, plays: EIGHT, reviews })).toEqual([
    { songId: 's6', playCount: 6, sentiment: -0.2, text: expect.stringContaining('Played 6 times') },
  ])
})

test('a rave of a song that gets one play, or none, for ten of a favourite', () => {
  // Quartiles: 1 and 20 plays.
  const played = plays({ s1: 1, s2: 1, s3: 2, s4: 4, s5: 9, s6: 20, s7: 30, s8: 40 })
  const reviews = [review('s1', 0.8), review('s2', 0.7), review('s3', 1), review('s8', 1), review('new', 0.9)]
  expect(songsOf({ ...NO_HISTORY, plays: played, reviews })).toEqual(['new', 's1'])
  expect(songsOf({ ...NO_HISTORY, plays: EIGHT, reviews: [review('s1', 1), review('new', 1)] })).toEqual([])
})

test('few plays are not heavy, few songs played have no quartiles', () => {
  expect(songsOf({ ...NO_HISTORY, plays: plays({ a: 4 }), reviews: [review('a', -1)] })).toEqual([])
  expect(songsOf({ ...NO_HISTORY, plays: plays({ a: 1, b: 90 }), reviews: [review('a', 1)] })).toEqual([])
  expect(conflicts(NO_HISTORY)).toEqual([])
})
