import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { ADD_SONGS, type Flow, openFlow, PLAY, POST } from './flow.js'

let flow: Flow
beforeAll(async () => {
  flow = await openFlow()
  await flow.data(ADD_SONGS, { input: [{ id: 'a', title: 'A' }] })
  await flow.data(PLAY, { input: [{ userId: 'ann', songId: 'a' }] })
  await flow.data(POST, { input: { userId: 'ann', songId: 'a', text: 'The vocals are gorgeous.' } })
})
afterAll(() => flow.close())

/** Each list, and the kinds of its cursors' parts: an honest one, and one for each part that is of another kind. */
const LISTS: [list: string, fields: string, honest: unknown[], wrong: unknown[][]][] = [
  [
    'songs by title',
    'songs(after: $c)',
    ['a', 'a'],
    [
      [1, 'a'],
      ['a', 1],
      [null, 'a'],
      ['a', 'x'.repeat(5_000)],
    ],
  ],
  [
    'songs by year',
    'songs(orderBy: YEAR_ASC, after: $c)',
    [null, 'a'],
    [
      ['a', 'a'],
      [1, null],
      [1, 'x'.repeat(5_000)],
    ],
  ],
  [
    "a song's reviews",
    'song(id: "a") { reviews(after: $c)',
    [0, 'a'],
    [
      ['a', 'b'],
      [null, 'a'],
      [0, 'x'.repeat(5_000)],
    ],
  ],
  [
    "a user's reviews",
    'user(id: "ann") { reviews(after: $c)',
    [0, 'a'],
    [
      ['a', 'b'],
      [0, '歌'.repeat(1_000)],
    ],
  ],
  [
    "a user's plays",
    'user(id: "ann") { plays(after: $c)',
    [1, 'a'],
    [
      ['a', 'b'],
      [1, 2],
      [1, 'x'.repeat(5_000)],
    ],
  ],
  ['recommendations', 'recommendations(userId: "bo", after: $c)', [1, 1], [['a', 'b'], [1, 'a'], [null, 1], [1]]],
]
const cursor = (key: unknown[]) => Buffer.from(JSON.stringify(key)).toString('base64url')

test.each(LISTS)('%s: a cursor of another kind of list is refused', async (_, fields, honest, wrong) => {
  const query = `query ($c: String) { ${fields} { pageInfo { endCursor } } ${fields.includes('{') ? '}' : ''} }`
  await flow.data(query, { c: cursor(honest) })
  for (const key of wrong) {
    const message = expect.stringContaining('use an endCursor of an earlier page of the same list')
    expect(await flow.error(query, { c: cursor(key) })).toEqual({ code: 'BAD_USER_INPUT', argument: 'after', message })
  }
})

test('a number as large as JSON has them names a position like any other', async () => {
  const query = 'query ($c: String) { song(id: "a") { reviews(after: $c) { edges { node { id } } } } }'
  expect((await flow.data(query, { c: cursor([Number.MAX_VALUE, 'a']) })).song.reviews.edges).toEqual([])
  expect((await flow.data(query, { c: cursor([-Number.MAX_VALUE, 'a']) })).song.reviews.edges).toHaveLength(1)
})
