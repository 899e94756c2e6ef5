import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { activeModel } from '../../src/services/active-model.js'
import { currentModel } from '../../src/services/current-model.js'
import { recommendationService } from '../../src/services/recommendations.js'
import { type Running, start } from '../server/fixture.js'
import { activateBlend } from '../services/blend.js'
import { type OpenServices, openServices } from '../services/fixture.js'
import type { Data } from './flow.js'

const RECOMMEND = `query ($user: ID!, $first: Int, $after: String, $options: RecommendationOptions) {
  recommendations(userId: $user, first: $first, after: $after, options: $options) {
    basis pageInfo { hasNextPage endCursor }
    edges { node { rank score baseline song { id artist } contributions { kind value }
      reasons(first: 9) { kind text contribution } } } } }`

const ARTISTS = ['Ann', 'Bo', 'Cy']
/** The favourite artist of every sixth user in turn: the first has the most listeners. */
const FAVOURITES = [0, 0, 0, 1, 1, 2]
const HISTORY = 'u0'
const NOBODY = 'nobody'

let services: OpenServices
let running: Running
/** Three artists of six songs each. Each user plays four of their favourite and at most one of each other. */
beforeAll(async () => {
  services = await openServices()
  const { store, view, songs, plays } = services
  const input = ARTISTS.flatMap((artist, a) =>
    Array.from({ length: 6 }, (_, n) => ({ id: `${artist}${n}`, title: `${artist} ${n}`, artist, genres: [`g${a}`] })),
  )
  await songs.upsert(input)
  const played = Array.from({ length: 36 }, (_, user) => {
    const favourite = FAVOURITES[user % FAVOURITES.length]
    const isPlayed = (song: number) =>
      Math.floor(song / 6) === favourite ? (user + song) % 3 > 0 : song % 6 === user % 11
    return input.filter((_, song) => isPlayed(song)).map(({ id }) => ({ userId: `u${user}`, songId: id }))
  }).flat()
  await plays.record(played)
  await activateBlend(store)
  const recommendations = recommendationService({
    store,
    view,
    model: currentModel({ reviews: store.reviews, view, model: activeModel(store.models) }),
  })
  running = await start({ recommendations })
})
afterAll(async () => {
  await running.server.close()
  await services.close()
})

async function list(user: string, options: object | null = null, page: object = {}) {
  const { data, errors } = await running.ask(RECOMMEND, { user, first: 100, options, ...page })
  if (errors) throw new Error(JSON.stringify(errors))
  const { recommendations } = data as Data
  return recommendations
}

interface Shown {
  readonly rank: number
  readonly score: number
  readonly baseline: number
  readonly song: { readonly id: string; readonly artist: string }
  readonly contributions: readonly { readonly kind: string; readonly value: number }[]
  readonly reasons: readonly { readonly kind: string; readonly text: string; readonly contribution: number }[]
}
const shown = ({ edges }: Data) => edges.map(({ node }) => node as unknown as Shown)
const noveltyOf = ({ contributions }: Shown) => contributions.find(({ kind }) => kind === 'NOVELTY')?.value
const byId = (nodes: readonly Shown[]) => [...nodes].sort((a, b) => (a.song.id < b.song.id ? -1 : 1))

describe.each([
  ['a user with a history', HISTORY, 'HISTORY'],
  ['somebody unknown', NOBODY, 'POPULARITY'],
])('%s', (_, user, basis) => {
  test('options left at their defaults change no byte', async () => {
    const plain = await list(user)
    expect(plain.basis).toBe(basis)
    expect(shown(plain).length).toBeGreaterThan(8)
    expect(shown(plain).some(node => noveltyOf(node) !== undefined)).toBe(false)
    expect(JSON.stringify(await list(user, {}))).toBe(JSON.stringify(plain))
    const zero = { diversity: 0, novelty: 0 }
    expect(JSON.stringify(await list(user, zero))).toBe(JSON.stringify(plain))
    const none = { diversity: null, novelty: null }
    expect(JSON.stringify(await list(user, none))).toBe(JSON.stringify(plain))
  })

  test('diversity 1 spreads over artists, and leaves every score and its parts alone', async () => {
    const [plain, spread] = [shown(await list(user)), shown(await list(user, { diversity: 1 }))]
    const firstArtists = (nodes: Shown[]) => new Set(nodes.slice(0, 3).map(({ song }) => song.artist)).size
    expect(firstArtists(spread)).toBe(3)
    expect(firstArtists(plain)).toBeLessThan(3)
    expect(spread[0].song.id).toBe(plain[0].song.id)
    expect(spread.map(({ rank }) => rank)).toEqual(spread.map((_, i) => i + 1))
    const withoutRank = (nodes: Shown[]) => byId(nodes).map(({ rank: _, ...node }) => node)
    expect(withoutRank(spread)).toEqual(withoutRank(plain))
  })

  test('novelty is a contribution against the popular, and all of them add up to the score', async () => {
    const [plain, novel] = [shown(await list(user)), shown(await list(user, { novelty: 0.5 }))]
    const scores = novel.map(({ score }) => score)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
    const before = byId(plain)
    byId(novel).forEach((node, i) => {
      expect(node.song.id).toBe(before[i].song.id)
      const sum = node.contributions.reduce((total, { value }) => total + value, node.baseline)
      expect(Math.abs(node.score - sum)).toBeLessThan(1e-3)
      expect(Math.abs(node.score - before[i].score - (noveltyOf(node) ?? Number.NaN))).toBeLessThan(1e-3)
    })
    const listeners = (id: string) => services.view.totals(id).listenerCount
    const [most, fewest] = [Math.max, Math.min].map(of => of(...novel.map(({ song }) => listeners(song.id))))
    for (const node of novel) {
      if (listeners(node.song.id) === most) expect(noveltyOf(node)).toBeLessThan(0)
      if (listeners(node.song.id) === fewest) expect(noveltyOf(node)).toBeGreaterThan(0)
    }
  })

  test('what novelty adds can be told', async () => {
    const reasons = shown(await list(user, { novelty: 1 })).flatMap(node => node.reasons)
    const [first] = reasons.filter(({ kind }) => kind === 'NOVELTY')
    expect(first?.text).toMatch(/^Off the beaten track: \d+ listeners?\.$/)
    expect(first?.contribution).toBeGreaterThan(0)
  })

  test.each([[{ diversity: 0.7 }], [{ novelty: 1 }], [{ diversity: 0.4, novelty: 0.6 }]])(
    'pages of %j agree with one big page',
    async options => {
      const whole = shown(await list(user, options))
      const paged: Shown[] = []
      let after: unknown = null
      do {
        const page: Data = await list(user, options, { first: 2, after })
        paged.push(...shown(page))
        after = (page.pageInfo?.hasNextPage as unknown) === true ? page.pageInfo?.endCursor : null
      } while (after !== null)
      expect(paged).toEqual(whole)
    },
  )
})

test.each([
  ['diversity', 1.5],
  ['diversity', -0.1],
  ['novelty', 2],
  ['novelty', -1],
])('%s %d is refused, with what is accepted', async (name, value) => {
  const { errors } = await running.ask(RECOMMEND, { user: HISTORY, options: { [name]: value } })
  expect(errors).toMatchObject([
    {
      message: `options.${name}: ${value} is not accepted; use 0 to 1`,
      extensions: { code: 'BAD_USER_INPUT', argument: `options.${name}` },
    },
  ])
})
