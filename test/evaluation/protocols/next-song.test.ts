import { expect, test } from '@jest/globals'
import type { TrainingData } from '../../../src/domain/training-data.js'
import { evaluateNextSong, nextSongSplit } from '../../../src/evaluation/protocols/next-song.js'
import { dataOf } from '../data.js'

type Row = readonly [user: string, song: string, at: number | null]
const OPTIONS = { k: 1, seed: 1, tfBackend: null, onProgress: () => {} }

/** Half of the rows are reviews, half plays. */
function dataWith(rows: readonly Row[]): TrainingData {
  const reviewed = rows.filter((_, i) => i % 2 === 0)
  const played = rows.filter((_, i) => i % 2 === 1)
  const data = dataOf({
    users: [...new Set(rows.map(([user]) => user))],
    songs: [...new Set(rows.map(([, song]) => song))],
    plays: played.map(([user, song]) => [user, song, 1]),
    reviews: reviewed.map(([user, song]) => [user, song]),
  })
  return {
    ...data,
    plays: { ...data.plays, lastPlayedAt: Float64Array.from(played, ([, , at]) => at ?? Number.NaN) },
    reviews: data.reviews.map((review, i) => ({ ...review, at: reviewed[i][2] ?? undefined })),
  }
}

test('the last song of each user with three of known time is held out; of one time the last id', () => {
  const split = nextSongSplit(
    dataWith([
      ['ann', 'c', 3],
      ['ann', 'b', 9],
      ['ann', 'a', 9],
      ['ann', 'd', 1],
      ['ben', 'a', 1],
      ['ben', 'b', 2],
      ['ben', 'c', null],
      ['cat', 'a', 5],
      ['cat', 'b', 4],
      ['cat', 'd', 1],
    ]),
  )
  const { userIds, songs, plays, reviews } = split.train
  const ids = split.test.map(list => [...list].map(song => songs[song].id))
  expect(ids).toEqual([['b'], [], ['a']])
  const left = [...reviews, ...[...plays.user].map((user, i) => ({ user, song: plays.song[i] }))]
  expect(left.map(({ user, song }) => `${userIds[user]} ${songs[song].id}`).sort()).toEqual([
    'ann a',
    'ann c',
    'ann d',
    'ben a',
    'ben b',
    'ben c',
    'cat b',
    'cat d',
  ])
  expect(plays.lastPlayedAt).toHaveLength(plays.user.length)
})

test('who walks round a ring goes on: session knows where, popularity is blind', async () => {
  const ring = 10
  const rows = Array.from({ length: ring }, (_, user) => user).flatMap(user =>
    [0, 1, 2, 3].map((step): Row => [`u${user}`, `s${(user + step) % ring}`, 100 * user + step]),
  )
  const split = nextSongSplit(dataWith(rows))
  const { report, finalLists, users } = await evaluateNextSong(split, ['popularity', 'session'], OPTIONS)
  expect(report).toMatchObject({ protocol: 'next-song', data: { users: 10, songs: 10, train: 30, test: 10 } })
  expect(report.models.session).toEqual({ 'hit@1': 1, 'hit@20': 1, 'mrr@1': 1, 'mrr@20': 1 })
  // Every song has three listeners, so that ties go by id, which is right for u0 (s3) and for those who know s9: u7 (s0),
  // u8 (s1) and u9 (s2).
  expect(report.models.popularity['hit@1']).toBe(4 / 10)
  expect(users).toEqual(Uint32Array.from({ length: 10 }, (_, user) => user))
  expect(finalLists.map(({ songs }) => songs[0])).toEqual(split.test.map(([song]) => song))
  expect(finalLists[0].songs).toHaveLength(7)
})

test('the ranker told the last songs knows what follows them; the same one that is not told does not', async () => {
  // Everybody knows six of their group's twelve songs, then comes the first of ten pairs and the second: whose songs they
  // are tells nothing of the pair. Half of them go home after it, so that it can be learnt.
  const rows = Array.from({ length: 120 }, (_, user) => {
    const home = Array.from({ length: 7 }, (_, i) => `home${user % 2}-${(user * 5 + i * 7) % 12}`)
    const pair = (user * 3 + Math.floor(user / 10)) % 10
    const last = Math.floor(user / 2) % 2 === 0 ? [] : home.slice(6)
    return [...home.slice(0, 6), `first${pair}`, `second${pair}`, ...last].map(
      (song, at): Row => [`u${user}`, song, at],
    )
  }).flat()
  const split = nextSongSplit(dataWith(rows))
  const steps: number[] = []
  const { report } = await evaluateNextSong(split, ['mlpWithoutContext', 'mlp'], {
    ...OPTIONS,
    tfBackend: 'wasm',
    onProgress: (_step, done) => steps.push(done),
  })
  const { mlp, mlpWithoutContext } = report.models
  expect(mlp['mrr@20']).toBeGreaterThan(mlpWithoutContext['mrr@20'])
  expect(steps).toEqual([...steps].sort((a, b) => a - b))
  expect(steps.at(-1)).toBe(1)
}, 60_000)

test('data without times are refused', () => {
  const data = dataOf({
    users: ['a'],
    songs: ['x', 'y', 'z'],
    plays: [
      ['a', 'x', 1],
      ['a', 'y', 1],
      ['a', 'z', 1],
    ],
  })
  expect(() => nextSongSplit(data)).toThrow('nobody has 3 songs with times in these data')
})
