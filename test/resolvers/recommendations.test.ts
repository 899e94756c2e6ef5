import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ADD_SONGS, type Flow, openFlow, PLAY, POST } from './flow.js'

const RECOMMEND = `query ($user: ID!, $first: Int, $after: String, $options: RecommendationOptions) {
  recommendations(userId: $user, first: $first, after: $after, options: $options) {
    recommendationId basis modelVersion pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { rank score baseline predictedRating song { id } contributions { kind value }
      reasons(first: 2) { kind text contribution aspect song { id } quote { text start end review { text } } } } } } }`

let flow: Flow
beforeAll(async () => {
  flow = await openFlow()
  const songs = ['a', 'b', 'c', 'd', 'e'].map((id, i) => ({
    id,
    title: id,
    genres: [i < 3 ? 'folk' : 'techno'],
    year: 1990 + i,
  }))
  await flow.data(ADD_SONGS, { input: songs })
  // a is played by five listeners, b by four, … e by one.
  const input = songs.flatMap(({ id }, i) => Array.from({ length: 5 - i }, (_, n) => ({ userId: `u${n}`, songId: id })))
  await flow.data(PLAY, { input })
})
afterAll(() => flow.close())

const list = async (variables: object) => (await flow.data(RECOMMEND, variables)).recommendations
const ids = async (variables: object) => (await list(variables))?.edges?.map(({ node }) => node?.song?.id)

test('before the first training somebody unknown gets what is popular, with reasons that add up', async () => {
  const { basis, modelVersion, recommendationId, edges } = await list({ user: 'nobody', first: 3 })
  expect([basis, modelVersion]).toEqual(['POPULARITY', null])
  expect(recommendationId).toMatch(/./)
  expect(edges.map(({ node }) => [node?.rank, node?.song?.id])).toEqual([
    [1, 'a'],
    [2, 'b'],
    [3, 'c'],
  ])
  for (const { node } of edges) {
    const { score, baseline, contributions, reasons } = node
    const sum = contributions.reduce((total, { value }) => total + Number(value), Number(baseline))
    expect(Math.abs(Number(score) - sum)).toBeLessThan(1e-3)
    expect(reasons.length).toBeGreaterThan(0)
    expect(reasons.length).toBeLessThan(3)
  }
})

test('what was just played or reviewed is not recommended, unless asked', async () => {
  const user = 'ann'
  expect(await ids({ user })).toContain('a')
  await flow.data(PLAY, { input: [{ userId: user, songId: 'a' }] })
  expect(await ids({ user })).not.toContain('a')
  await flow.data(POST, { input: { userId: user, songId: 'b', text: 'The vocals are gorgeous.' } })
  expect(await ids({ user })).not.toContain('b')
  expect(await ids({ user, options: { includeKnown: true } })).toEqual(expect.arrayContaining(['a', 'b']))
})

test('filters and exclusions hold', async () => {
  expect(await ids({ user: 'nobody', options: { filter: { genres: ['TECHNO'] } } })).toEqual(['d', 'e'])
  expect(await ids({ user: 'nobody', options: { exclude: ['a', 'd', 'unknown'], filter: null } })).toEqual([
    'b',
    'c',
    'e',
  ])
})

test('ranks go on over pages, and no song comes twice', async () => {
  const first = await list({ user: 'nobody', first: 3 })
  const second = await list({ user: 'nobody', first: 3, after: first.pageInfo?.endCursor })
  expect([first.pageInfo, second.pageInfo]).toMatchObject([
    { hasNextPage: true, hasPreviousPage: false },
    { hasNextPage: false, hasPreviousPage: true },
  ])
  expect(second.edges.map(({ node }) => [node?.rank, node?.song?.id])).toEqual([
    [4, 'd'],
    [5, 'e'],
  ])
})

test.each([
  ['first 101', { user: 'u', first: 101 }, 'first'],
  ['no cursor', { user: 'u', after: 'x' }, 'after'],
  ['no user id', { user: '' }, 'userId'],
])('%s is refused', async (_, variables, argument) => {
  expect(await flow.error(RECOMMEND, variables)).toMatchObject({ code: 'BAD_USER_INPUT', argument })
})

describe('similar songs', () => {
  const SIMILAR =
    'query ($id: ID!, $first: Int) { similarSongs(songId: $id, first: $first) { song { id } score reasons { text } } }'

  test('never the song itself', async () => {
    const { similarSongs } = await flow.data(SIMILAR, { id: 'a', first: 3 })
    expect(similarSongs.map(({ song }) => song?.id)).not.toContain('a')
    expect(similarSongs.length).toBeLessThan(4)
  })

  test('of an unknown song: NOT_FOUND', async () => {
    expect(await flow.error(SIMILAR, { id: 'nothing' })).toMatchObject({ code: 'NOT_FOUND' })
  })
})
