import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ADD_SONGS, type Data, type Flow, openFlow } from './flow.js'

const FIELDS = 'id title artist album year genres tags durationSeconds attributes { name value }'
const ADD = `mutation ($input: SongInput!) { addSong(input: $input) { ${FIELDS} } }`
const UPDATE = `mutation ($id: ID!, $input: SongPatch!) { updateSong(id: $id, input: $input) { ${FIELDS} } }`
const SONG = `query ($id: ID!) { song(id: $id) { ${FIELDS} } }`

const whole = {
  id: 'a/ü "1"',
  title: 'Night Bus',
  artist: 'The Lanterns',
  album: 'Late',
  year: 1999,
  genres: ['folk'],
  tags: ['calm'],
  durationSeconds: 201.5,
  attributes: [{ name: 'tempo', value: 92.5 }],
}
const bare = { artist: null, album: null, year: null, genres: [], tags: [], durationSeconds: null, attributes: [] }

let flow: Flow
beforeAll(async () => {
  flow = await openFlow()
})
afterAll(() => flow.close())

test('a song is added, read, changed and removed', async () => {
  const { id } = whole
  expect((await flow.data(ADD, { input: whole })).addSong).toEqual(whole)
  expect((await flow.data(SONG, { id })).song).toEqual(whole)

  // Left out: unchanged. Null: cleared.
  const patch = { year: 2001, album: null, genres: null }
  const changed = { ...whole, year: 2001, album: null, genres: [] }
  expect((await flow.data(UPDATE, { id, input: patch })).updateSong).toEqual(changed)
  expect((await flow.data(SONG, { id })).song).toEqual(changed)

  const remove = 'mutation ($id: ID!) { removeSong(id: $id) }'
  expect(await flow.data(remove, { id })).toEqual({ removeSong: true })
  expect(await flow.data(remove, { id })).toEqual({ removeSong: false })
  expect((await flow.data(SONG, { id })).song).toBeNull()
})

test('many songs at once: new ones added, known ones replaced, bad ones rejected by themselves', async () => {
  const input = [
    { id: 'm1', title: 'One', year: 1980 },
    { id: 'm2', title: ' ' },
    { id: 'm3', title: 'Three' },
  ]
  expect((await flow.data(ADD_SONGS, { input })).upsertSongs).toEqual({
    added: 2,
    replaced: 0,
    rejected: [{ index: 1, code: 'BAD_USER_INPUT', message: expect.stringContaining('title') }],
  })
  const again = [{ id: 'm1', title: 'Uno' }]
  expect((await flow.data(ADD_SONGS, { input: again })).upsertSongs).toMatchObject({ added: 0, replaced: 1 })
  expect((await flow.data(SONG, { id: 'm1' })).song).toEqual({ ...bare, id: 'm1', title: 'Uno' })
})

test("users' tags stand beside the catalogue's, most used first, and can be taken back", async () => {
  await flow.data(ADD, { input: { id: 't', title: 'T', tags: ['calm', 'old'] } })
  const tag = 'mutation ($u: ID!, $tags: [String!]!) { tagSong(userId: $u, songId: "t", tags: $tags) { tags } }'
  await flow.data(tag, { u: 'ann', tags: ['old', 'rainy'] })
  expect(await flow.data(tag, { u: 'ben', tags: ['rainy', 'rainy', 'old'] })).toEqual({
    tagSong: { tags: ['old', 'rainy', 'calm'] },
  })
  await flow.data(tag, { u: 'ann', tags: [] })
  expect(await flow.data(tag, { u: 'ben', tags: [] })).toEqual({ tagSong: { tags: ['calm', 'old'] } })
})

describe('lists', () => {
  const LIST = `query ($filter: SongFilter, $orderBy: SongOrder, $first: Int, $after: String) {
    songs(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } } } }`
  const filter = { artists: ['PAGE'] }
  const ids = (songs: Data | undefined) => songs?.edges?.map(({ node }) => node?.id)

  beforeAll(async () => {
    const input = ['e', 'b', 'd', 'a', 'c'].map((id, i) => ({
      id: `p${id}`,
      title: `P ${id}`,
      artist: 'page',
      year: 1990 + i,
    }))
    await flow.data(ADD_SONGS, { input })
  })

  test('page after page, all once and in order', async () => {
    const first = (await flow.data(LIST, { filter, first: 2 })).songs
    const { edges, pageInfo } = first
    expect(first).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true, hasPreviousPage: false } })
    expect([pageInfo.startCursor, pageInfo.endCursor]).toEqual([edges[0].cursor, edges[1].cursor])
    // Added before the cursor: the pages after it do not shift.
    await flow.data(ADD_SONGS, { input: [{ id: 'paa', title: 'P aa', artist: 'page' }] })
    const second = (await flow.data(LIST, { filter, first: 2, after: pageInfo.endCursor })).songs
    const third = (await flow.data(LIST, { filter, first: 2, after: second.pageInfo.endCursor })).songs
    expect([first, second, third].map(ids)).toEqual([['pa', 'pb'], ['pc', 'pd'], ['pe']])
    expect(third.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
    await flow.data('mutation { removeSong(id: "paa") }')
  })

  test('an empty page has no cursors', async () => {
    const { songs } = await flow.data(LIST, { filter: { artists: ['nobody'] } })
    const pageInfo = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null }
    expect(songs).toEqual({ totalCount: 0, edges: [], pageInfo })
  })

  test('other orders and filters; null stands for what is left out', async () => {
    const list = async (variables: object) => ids((await flow.data(LIST, variables)).songs)
    expect(await list({ filter, orderBy: 'YEAR_DESC' })).toEqual(['pc', 'pa', 'pd', 'pb', 'pe'])
    expect(await list({ filter: { ...filter, yearFrom: 1991, yearTo: 1992, genres: null } })).toEqual(['pb', 'pd'])
    expect(await list({ filter, orderBy: null, after: null })).toEqual(['pa', 'pb', 'pc', 'pd', 'pe'])
  })

  test('search tolerates accents and typing errors', async () => {
    await flow.data(ADD_SONGS, { input: [{ id: 's', title: 'Über den Dächern' }] })
    expect(await flow.data('{ searchSongs(query: "uber dachrn") { id } }')).toEqual({ searchSongs: [{ id: 's' }] })
  })
})

describe('errors name the argument, the value and the remedy', () => {
  beforeAll(() => flow.data(ADD_SONGS, { input: [{ id: 'known', title: 'Known' }] }))

  test.each([
    ['id taken', ADD, { input: { id: 'known', title: 'x' } }, 'CONFLICT', undefined, /"known".*updateSong/],
    ['blank title', ADD, { input: { id: 'x', title: '\t' } }, 'BAD_USER_INPUT', 'input.title', /"\\t".*not blank/],
    ['title cleared', UPDATE, { id: 'known', input: { title: null } }, 'BAD_USER_INPUT', 'input.title', /null/],
    ['id of 257', ADD, { input: { id: 'x'.repeat(257), title: 'x' } }, 'BAD_USER_INPUT', 'input.id', /1 to 256/],
    ['half a surrogate pair', ADD, { input: { id: '\ud800', title: 'x' } }, 'BAD_USER_INPUT', 'input.id', /Unicode/],
    ['year 0', ADD, { input: { id: 'x', title: 'x', year: 0 } }, 'BAD_USER_INPUT', 'input.year', /0 .*1 to 9999/],
    [
      'attribute twice',
      ADD,
      {
        input: {
          id: 'x',
          title: 'x',
          attributes: [
            { name: 'a', value: 1 },
            { name: 'a', value: 2 },
          ],
        },
      },
      'BAD_USER_INPUT',
      'input.attributes',
      /once/,
    ],
    ['unknown song', UPDATE, { id: 'nobody', input: {} }, 'NOT_FOUND', undefined, /no song with the id "nobody"/],
    [
      'tags of an unknown song',
      'mutation { tagSong(userId: "u", songId: "no", tags: ["a"]) { id } }',
      {},
      'NOT_FOUND',
      undefined,
      /"no"/,
    ],
    ['first 0', '{ songs(first: 0) { totalCount } }', {}, 'BAD_USER_INPUT', 'first', /0 .*1 to 100/],
    ['first 101', '{ searchSongs(query: "a", first: 101) { id } }', {}, 'BAD_USER_INPUT', 'first', /101 .*1 to 100/],
    ['first null', '{ songs(first: null) { totalCount } }', {}, 'BAD_USER_INPUT', 'first', /null .*1 to 100/],
    ['no cursor', '{ songs(after: "?") { totalCount } }', {}, 'BAD_USER_INPUT', 'after', /endCursor/],
    [
      'first of a nested list',
      '{ song(id: "known") { profile { aspects(first: 0) { aspect } } } }',
      {},
      'BAD_USER_INPUT',
      'first',
      /0/,
    ],
    [
      'a sentiment out of range',
      '{ songs(filter: { minSentiment: 2 }) { totalCount } }',
      {},
      'BAD_USER_INPUT',
      'filter.minSentiment',
      /2 .*-1 to 1/,
    ],
    [
      'years in reverse',
      '{ songs(filter: { yearFrom: 2001, yearTo: 2000 }) { totalCount } }',
      {},
      'BAD_USER_INPUT',
      'filter.yearFrom',
      /2001 .*not after/,
    ],
    [
      '1,001 songs',
      ADD_SONGS,
      { input: Array.from({ length: 1001 }, (_, i) => ({ id: `${i}`, title: 'x' })) },
      'BAD_USER_INPUT',
      'input',
      /1001 entries.*1000/,
    ],
    [
      'an infinite attribute',
      `mutation { addSong(input: { id: "x", title: "x", attributes: [{ name: "a", value: 1e999 }] }) { id } }`,
      {},
      'BAD_USER_INPUT',
      'input.attributes.0.value',
      /use a finite number/,
    ],
    [
      'an enum value unknown',
      'query ($o: SongOrder) { songs(orderBy: $o) { totalCount } }',
      { o: 'LOUDEST' },
      'BAD_USER_INPUT',
      undefined,
      /"LOUDEST"/,
    ],
  ])('%s', async (_, query, variables, code, argument, message) => {
    expect(await flow.error(query, variables)).toEqual({ code, argument, message: expect.stringMatching(message) })
  })
})
