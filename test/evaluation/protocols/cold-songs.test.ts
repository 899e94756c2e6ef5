import { expect, test } from '@jest/globals'
import type { TrainingData } from '../../../src/domain/training-data.js'
import { evaluateColdSongs } from '../../../src/evaluation/protocols/cold-songs.js'
import { coldSplit } from '../../../src/recommender/text/cold-split.js'
import { termsOf } from '../../../src/recommender/text/terms.js'
import { dataOf } from '../data.js'

const RULE = {
  isCold: (songId: string) => songId.startsWith('new'),
  isVisible: (userId: string) => userId.startsWith('writer'),
}

/** Each row: who wrote of what, and what. */
function dataWith(rows: readonly (readonly [user: string, song: string, text: string])[]): TrainingData {
  const users = [...new Set(rows.map(([user]) => user))]
  const songs = [...new Set(rows.map(([, song]) => song))].sort()
  const data = dataOf({ users, songs, reviews: rows.map(([user, song]) => [user, song]) })
  return { ...data, reviews: data.reviews.map((review, i) => ({ ...review, terms: termsOf(rows[i][2]) })) }
}

test('cold songs leave the train part; their visible reviews are read, the other pairs are judged', () => {
  const split = coldSplit(
    dataWith([
      ['ann', 'old', 'fine'],
      ['writer', 'new 1', 'visible words'],
      ['ann', 'new 1', 'hidden'],
      ['ann', 'new 2', 'nobody else wrote of it'],
    ]),
    RULE,
  )
  expect(split.train.songs.map(({ id }) => id)).toEqual(['old'])
  expect(split.train.reviews).toHaveLength(1)
  expect(split.cold).toEqual([expect.objectContaining({ reviews: [termsOf('visible words')] })])
  expect(split.positives.map(songs => [...songs])).toEqual([[0], []])
  expect(split.known.map(songs => [...songs])).toEqual([[], [0]])
})

test('who likes what is written in the reviews: content places every new song right, popularity is blind', () => {
  const kinds = { metal: 'crushing riffs and blast beats', jazz: 'swinging horns with brushed drums' }
  const rows = Object.entries(kinds).flatMap(([kind, words]) => [
    ...Array.from({ length: 6 }, (_, user) => user).flatMap(user =>
      Array.from({ length: 8 }, (_, song): [string, string, string] => [
        `${kind} fan ${user}`,
        `old ${kind} ${song}`,
        words,
      ]).filter((_, song) => (user + song) % 3 !== 0),
    ),
    ...Array.from({ length: 4 }, (_, song): [string, string, string] => [
      `writer ${song}`,
      `new ${kind} ${song}`,
      words,
    ]),
    ...Array.from({ length: 6 }, (_, user): [string, string, string] => [
      `${kind} fan ${user}`,
      `new ${kind} ${user % 4}`,
      words,
    ]),
  ])
  const { report } = evaluateColdSongs(coldSplit(dataWith(rows), RULE), ['popularity', 'content'], 1, () => {})
  expect(report.data).toMatchObject({ users: 12, songs: 8, test: 12 })
  // All four songs of the other kind are below; of the three others of this kind, which are written of alike, half.
  expect(report.models.content.auc).toBeCloseTo((4 + 3 / 2) / 7, 1)
  expect(report.models.popularity.auc).toBeCloseTo(0.5, 12)
})
