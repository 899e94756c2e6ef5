import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { ADD_SONGS, type Data, type Flow, openFlow, POST } from './flow.js'

const TEXT = '🎧 The vocals are gorgeous. But the mix is muddy, and the drums are not bad.'

let flow: Flow
beforeAll(async () => {
  flow = await openFlow()
  await flow.data(ADD_SONGS, {
    input: [
      { id: 's1', title: 'One' },
      { id: 's2', title: 'Two' },
    ],
  })
})
afterAll(() => flow.close())

const post = async (input: object): Promise<Data> => (await flow.data(POST, { input })).postReview

test('a review is read on the way in, and its spans are slices of the text', async () => {
  const review = await post({ userId: 'ann', songId: 's1', text: TEXT, rating: 3.5 })
  expect(review).toMatchObject({ text: TEXT, rating: 3.5, user: { id: 'ann' }, song: { id: 's1', title: 'One' } })
  expect(new Date(String(review.createdAt)).toISOString()).toBe(review.createdAt)
  const { opinions } = review.analysis
  expect(opinions.map((opinion: Data) => opinion.canonicalAspect)).toEqual(expect.arrayContaining(['vocals', 'mix']))
  for (const { aspect, opinion, sentence } of opinions) {
    for (const span of [aspect, opinion, sentence])
      expect(TEXT.slice(Number(span.start), Number(span.end))).toBe(span.text)
  }
  const { review: stored } = await flow.data(
    'query ($id: ID!) { review(id: $id) { text analysis { analyzerVersion opinions { canonicalAspect } } } }',
    { id: review.id },
  )
  expect(stored.text).toBe(TEXT)
  expect(stored.analysis.opinions).toHaveLength(opinions.length)
})

test('quotes of the song and of the user are slices of their review', async () => {
  const quotes = 'quotes { text start end polarity review { id text } }'
  const { song, user, catalogueStats } = await flow.data(`{
    song(id: "s1") { profile { reviewCount playCount listenerCount sentiment { positive neutral negative } aspects { aspect mentions ${quotes} } } }
    user(id: "ann") { profile { reviewCount aspects { aspect importance corrected ${quotes} } taste { muted { songs } } } }
    catalogueStats { songCount reviewCount sentiment { score } aspects(first: 3) { aspect ${quotes} } } }`)
  expect(song.profile).toMatchObject({ reviewCount: 1, playCount: 0, listenerCount: 0 })
  const shares = Object.values(song.profile.sentiment).map(Number)
  expect(shares.reduce((sum, share) => sum + share)).toBe(1)
  expect(user.profile).toMatchObject({ reviewCount: 1, taste: { muted: { songs: [] } } })
  expect(catalogueStats).toMatchObject({ songCount: 2, reviewCount: 1 })
  for (const aspects of [song.profile.aspects, user.profile.aspects, catalogueStats.aspects]) {
    expect(aspects.length).toBeGreaterThan(1)
    for (const { quotes } of aspects) {
      expect(quotes).toHaveLength(1)
      const [{ text, start, end, review }] = quotes
      expect(String(review.text).slice(Number(start), Number(end))).toBe(text)
    }
  }
})

test('posting again replaces the review and keeps id and createdAt', async () => {
  const before = await post({ userId: 'ben', songId: 's1', text: 'Awful.', rating: 1 })
  const after = await post({ userId: 'ben', songId: 's1', text: 'It grew on me: great drums.' })
  expect(after).toMatchObject({ id: before.id, createdAt: before.createdAt, rating: null })
  const { song } = await flow.data('{ song(id: "s1") { reviews { totalCount edges { node { text } } } } }')
  expect(song.reviews.totalCount).toBe(2)
  expect(JSON.stringify(song)).not.toContain('Awful')
})

test('a deleted review is gone from everywhere', async () => {
  const { id } = await post({ userId: 'cat', songId: 's2', text: 'Lovely melody.' })
  const remove = 'mutation ($id: ID!) { deleteReview(id: $id) }'
  expect(await flow.data(remove, { id })).toEqual({ deleteReview: true })
  expect(await flow.data(remove, { id })).toEqual({ deleteReview: false })
  expect(
    await flow.data(
      `{ review(id: "${id}") { id } user(id: "cat") { id } song(id: "s2") { profile { reviewCount aspects { aspect } } } }`,
    ),
  ).toEqual({
    review: null,
    user: null,
    song: { profile: { reviewCount: 0, aspects: [] } },
  })
})

test("a song's and a user's reviews come newest first, page after page", async () => {
  await flow.data(ADD_SONGS, { input: [1, 2, 3].map(n => ({ id: `r${n}`, title: `R ${n}` })) })
  for (const n of [1, 2, 3]) await post({ userId: 'dan', songId: `r${n}`, text: `Number ${n}.` })
  for (const n of [1, 2, 3]) await post({ userId: `eve${n}`, songId: 'r1', text: `Eve ${n}.` })
  const page = (of: string) =>
    `query ($after: String) { ${of} { reviews(first: 2, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node { id text } } } } }`
  for (const [of, total] of [
    ['user(id: "dan")', 3],
    ['song(id: "r1")', 4],
  ] as const) {
    const read = async (after: unknown) => Object.values<Data>(await flow.data(page(of), { after }))[0].reviews
    const first = await read(null)
    const second = await read(first.pageInfo.endCursor)
    expect([first.totalCount, first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([total, true, false])
    const ids = [...first.edges, ...second.edges].map(({ node }: Data) => node.id)
    expect(new Set(ids).size).toBe(total)
  }
})

test('a text is read without being stored', async () => {
  const { analyzeReview } = await flow.data(
    'query ($text: String!) { analyzeReview(text: $text) { sentiment { label } opinions { canonicalAspect } } }',
    { text: 'The lyrics are brilliant.' },
  )
  expect(analyzeReview).toEqual({ sentiment: { label: 'POSITIVE' }, opinions: [{ canonicalAspect: 'lyrics' }] })
  expect(await flow.data('{ analyzeReview(text: "") { sentiment { label } opinions { negated } } }')).toEqual({
    analyzeReview: { sentiment: { label: 'NEUTRAL' }, opinions: [] },
  })
})

test('aspects are a tree: every parent comes before its children', async () => {
  const { aspects } = await flow.data('{ aspects { name parent synonyms } }')
  const seen = new Set<unknown>()
  for (const { name, parent } of aspects) {
    if (parent !== null) expect(seen).toContain(parent)
    seen.add(name)
  }
  expect(seen).toContain('vocals')
})

test.each([
  ['a blank text', { text: ' \n' }, 'input.text', /" \\n".*not blank/],
  ['20,001 characters', { text: 'x'.repeat(20_001) }, 'input.text', /at most 20000/],
  ['a rating between the steps', { rating: 3.7 }, 'input.rating', /3\.7 .*0\.5 to 5 in steps of 0\.5/],
  ['a rating of 0', { rating: 0 }, 'input.rating', /0 .*0\.5 to 5/],
  ['an empty user id', { userId: '' }, 'input.userId', /"" .*1 to 256/],
])('%s is refused', async (_, wrong, argument, message) => {
  const input = { userId: 'u', songId: 's1', text: 'Fine.', ...wrong }
  const expected = { code: 'BAD_USER_INPUT', argument, message: expect.stringMatching(message) }
  expect(await flow.error(POST, { input })).toEqual(expected)
})

test('a review of an unknown song is NOT_FOUND', async () => {
  const input = { userId: 'u', songId: 'nothing', text: 'Fine.' }
  expect(await flow.error(POST, { input })).toMatchObject({
    code: 'NOT_FOUND',
    message: 'no song with the id "nothing"',
  })
})
