import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { ADD_SONGS, type Data, type Flow, openFlow, PLAY, POST } from './flow.js'

let flow: Flow
beforeAll(async () => {
  flow = await openFlow()
  await flow.data(ADD_SONGS, { input: ['a', 'b', 'c'].map(id => ({ id, title: id, artist: 'X', genres: ['folk'] })) })
})
afterAll(() => flow.close())

const record = async (input: object[]) => (await flow.data(PLAY, { input })).recordPlays
const PLAYS = `query ($id: ID!, $first: Int, $after: String) { user(id: $id) { plays(first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor } edges { node { song { id } count lastPlayedAt } } } } }`

test('plays add up; repeated and bad ones are told apart from the recorded', async () => {
  const playedAt = '2024-02-29T12:00:00.000Z'
  const input = [
    { userId: 'ann', songId: 'a', eventId: 'e1', playedAt },
    { userId: 'ann', songId: 'a', eventId: 'e1', playedAt },
    { userId: 'ann', songId: 'nothing' },
    { userId: 'ann', songId: 'b', count: 3, playedAt: '2024-02-29T14:00:00+02:00' },
    { userId: 'ann', songId: 'b', count: 0 },
    { userId: 'ann', songId: 'a', count: null, playedAt },
  ]
  expect(await record(input)).toEqual({
    recorded: 3,
    repeated: 1,
    rejected: [
      { index: 2, code: 'NOT_FOUND', message: 'no song with the id "nothing"' },
      { index: 4, code: 'BAD_USER_INPUT', message: expect.stringMatching(/^input\.4\.count: 0 .*1 to 1,000,000/) },
    ],
  })
  expect(await record(input.slice(0, 1))).toEqual({ recorded: 0, repeated: 1, rejected: [] })
  const { user } = await flow.data(PLAYS, { id: 'ann' })
  expect(user.plays.edges.map(({ node }: Data) => node)).toEqual([
    { song: { id: 'b' }, count: 3, lastPlayedAt: playedAt },
    { song: { id: 'a' }, count: 2, lastPlayedAt: playedAt },
  ])
})

test('most played first, page after page', async () => {
  await record(['c', 'a', 'b'].map((songId, i) => ({ userId: 'ben', songId, count: 10 - i })))
  const first = (await flow.data(PLAYS, { id: 'ben', first: 2 })).user.plays
  const second = (await flow.data(PLAYS, { id: 'ben', first: 2, after: first.pageInfo.endCursor })).user.plays
  expect([...first.edges, ...second.edges].map(({ node }: Data) => node.song.id)).toEqual(['c', 'a', 'b'])
  expect([first.totalCount, first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([3, true, false])
})

test("the song's and the user's profiles follow", async () => {
  await record([{ userId: 'cat', songId: 'c', count: 200 }])
  await flow.data(POST, {
    input: { userId: 'cat', songId: 'c', text: 'Awful, boring, the worst vocals ever.', rating: 0.5 },
  })
  const { song, user } = await flow.data(`{
    song(id: "c") { profile { playCount listenerCount } }
    user(id: "cat") { profile { playCount songCount reviewCount genres { name weight } artists { name } conflicts { song { id } playCount sentiment text } } } }`)
  expect(song.profile).toEqual({ playCount: 210, listenerCount: 2 })
  expect(user.profile).toMatchObject({ playCount: 200, songCount: 1, reviewCount: 1 })
  expect(user.profile.conflicts).toMatchObject([{ song: { id: 'c' }, playCount: 200 }])
})

test('a sum beyond the range of Int is shown as its greatest value', async () => {
  const million = { userId: 'dan', songId: 'a', count: 1_000_000 }
  for (let i = 0; i < 3; i++) await record(Array.from({ length: 1_000 }, () => million))
  const { user, song, catalogueStats } =
    await flow.data(`{ user(id: "dan") { profile { playCount } plays { edges { node { count } } } }
    song(id: "a") { profile { playCount } } catalogueStats { playCount } }`)
  const most = 2 ** 31 - 1
  expect([user.profile.playCount, user.plays.edges[0].node.count, song.profile.playCount]).toEqual([most, most, most])
  expect(catalogueStats.playCount).toBeGreaterThan(3e9)
})

test('an unknown user is null', async () => {
  expect(await flow.data(PLAYS, { id: 'nobody' })).toEqual({ user: null })
})

test('a time without a zone is refused', async () => {
  const input = [{ userId: 'u', songId: 'a', playedAt: '2024-01-01T00:00:00' }]
  expect(await flow.error(PLAY, { input })).toMatchObject({
    code: 'BAD_USER_INPUT',
    message: expect.stringContaining('DateTime'),
  })
})

test('1,001 plays are refused as a whole', async () => {
  const input = Array.from({ length: 1_001 }, () => ({ userId: 'eve', songId: 'a' }))
  expect(await flow.error(PLAY, { input })).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'input' })
  expect(await flow.data(PLAYS, { id: 'eve' })).toEqual({ user: null })
})
