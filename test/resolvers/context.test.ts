import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { activeModel, type ServedModel } from '../../src/services/active-model.js'
import { currentModel } from '../../src/services/current-model.js'
import { recommendationService } from '../../src/services/recommendations.js'
import { type Running, start } from '../server/fixture.js'
import { activateBlend } from '../services/blend.js'
import { NOW, type OpenServices, openServices } from '../services/fixture.js'
import type { Data } from './flow.js'

const RECOMMEND = `query ($user: ID!, $first: Int, $after: String, $options: RecommendationOptions) {
  recommendations(userId: $user, first: $first, after: $after, options: $options) {
    basis pageInfo { hasNextPage endCursor }
    edges { node { rank score baseline song { id } contributions { kind value }
      reasons(first: 9) { kind text contribution song { id } } } } } }`

const RING = 20
const MINUTE = 60_000
const id = (song: number) => `s${String(song % RING).padStart(2, '0')}`

let services: OpenServices
let running: Running
let untrained: Running
/** Songs in a ring, of which each user played five one after another, a day before NOW. u0 played the first five. */
beforeAll(async () => {
  services = await openServices()
  const { store, view, songs, plays } = services
  await songs.upsert(Array.from({ length: RING }, (_, song) => ({ id: id(song), title: `Song ${song}` })))
  const played = Array.from({ length: 3 * RING }, (_, user) =>
    [0, 1, 2, 3, 4].map(step => ({
      userId: `u${user}`,
      songId: id(user + step),
      playedAt: new Date(NOW.getTime() - 24 * 60 * MINUTE + step * MINUTE),
    })),
  ).flat()
  await plays.record(played)
  const serve = (model: () => Promise<ServedModel | null>) => {
    const current = currentModel({ reviews: store.reviews, view, model })
    return start({ recommendations: recommendationService({ store, view, now: () => NOW, model: current }) })
  }
  untrained = await serve(async () => null)
  await activateBlend(store)
  running = await serve(activeModel(store.models))
})
afterAll(async () => {
  await Promise.all([running.server.close(), untrained.server.close()])
  await services.close()
})

interface Shown {
  readonly rank: number
  readonly score: number
  readonly baseline: number
  readonly song: { readonly id: string }
  readonly contributions: readonly { readonly kind: string; readonly value: number }[]
  readonly reasons: readonly { readonly kind: string; readonly text: string; readonly song: { id: string } | null }[]
}

async function list(user: string, options: object | null = null, page: object = {}, of = running) {
  const { data, errors } = await of.ask(RECOMMEND, { user, first: 100, options, ...page })
  if (errors) throw new Error(JSON.stringify(errors))
  const { recommendations } = data as Data
  return recommendations
}
const nodes = ({ edges }: Data) => edges.map(({ node }) => node as unknown as Shown)
const session = (...recentSongIds: string[]) => ({ context: { recentSongIds } })
const shown = async (user: string, options: object | null) => nodes(await list(user, options))
const contextOf = ({ contributions }: Shown) => contributions.find(({ kind }) => kind === 'CONTEXT')?.value

test('somebody unknown in the middle of a session is shown what comes next', async () => {
  const answer = await list('nobody', session(id(7), id(8)))
  expect(answer.basis).toBe('HISTORY')
  const [first] = nodes(answer)
  expect(first.song.id).toBe(id(9))
  expect(first.contributions[0].kind).toBe('CONTEXT')
  expect(first.reasons.find(({ kind }) => kind === 'CONTEXT')).toMatchObject({
    text: 'Goes with “Song 8”, which you are listening to now.',
    song: { id: id(8) },
  })
})

test('the last song leads, whatever else the session and the history hold', async () => {
  expect((await shown('u0', session(id(15), id(10))))[0].song.id).toBe(id(11))
  expect((await shown('u0', session(id(10), id(15))))[0].song.id).toBe(id(16))
  // A song that comes again counts where it comes last.
  expect(await shown('u0', session(id(15), id(10), id(15)))).toEqual(await shown('u0', session(id(10), id(15))))
})

test('its part in a score is a contribution, and all of them add up; without a session there is none', async () => {
  const plain = await shown('u0', null)
  expect(plain.some(node => contextOf(node) !== undefined)).toBe(false)
  expect(await shown('u0', { context: null })).toEqual(plain)
  const told = await shown('u0', { ...session(id(12)), novelty: 0.5 })
  expect(told.length).toBeGreaterThan(10)
  for (const node of told) {
    expect(contextOf(node)).toBeGreaterThanOrEqual(0)
    const sum = node.contributions.reduce((total, { value }) => total + value, node.baseline)
    expect(Math.abs(node.score - sum)).toBeLessThan(1e-3)
  }
  expect(contextOf(told[0])).toBeGreaterThan(1)
  const scores = told.map(({ score }) => score)
  expect(scores).toEqual([...scores].sort((a, b) => b - a))
})

test('songs of the session are not shown, unless those known are asked for', async () => {
  const ids = async (options: object) => (await shown('u0', options)).map(({ song }) => song.id)
  expect(await ids({})).toContain(id(12))
  expect(await ids(session(id(12)))).not.toContain(id(12))
  expect(await ids({ ...session(id(12)), includeKnown: true })).toContain(id(12))
})

test('ids that the model does not know count for nothing', async () => {
  expect(await shown('u0', session('gone', id(12), 'unknown'))).toEqual(await shown('u0', session(id(12))))
  expect(await shown('u0', session('unknown'))).toEqual(await shown('u0', null))
  expect(await shown('u0', session())).toEqual(await shown('u0', null))
  const { basis } = await list('nobody', session('unknown'))
  expect(basis).toBe('POPULARITY')
})

test('a song that came after the training may be part of a session', async () => {
  await services.songs.upsert([{ id: 'new', title: 'New' }])
  const told = await shown('u0', session(id(12), 'new'))
  expect(told[0].song.id).toBe(id(13))
  expect(told.map(({ song }) => song.id)).not.toContain('new')
  for (const { score } of told) expect(Number.isFinite(score)).toBe(true)
  await services.songs.remove('new')
})

test('where no songs are named, the session is what was played in the two hours before', async () => {
  const at = (minutes: number) => new Date(NOW.getTime() + minutes * MINUTE)
  const play = (song: number, minutes: number) => ({ userId: 'ann', songId: id(song), playedAt: at(minutes) })
  await services.plays.record([play(3, -300), play(10, -119), play(17, -1), play(6, 30)])
  const named = await shown('ann', session(id(10), id(17)))
  expect(named[0].song.id).toBe(id(18))
  expect(await shown('ann', { context: {} })).toEqual(named)
  expect(await shown('ann', { context: { at: at(0) } })).toEqual(named)
  expect(await shown('ann', { context: { at: at(30) } })).toEqual(await shown('ann', session(id(17), id(6))))
  expect(await shown('ann', { context: { at: at(-1000) } })).toEqual(await shown('ann', null))
  expect(await shown('ann', { context: { recentSongIds: [], at: at(0) } })).toEqual(await shown('ann', null))
})

test('pages agree with one big page', async () => {
  const options = { ...session(id(12), id(17)), diversity: 0.3 }
  const whole = await shown('u0', options)
  const paged: Shown[] = []
  for (let after: unknown = null; paged.length < whole.length; ) {
    const page = await list('u0', options, { first: 4, after })
    paged.push(...nodes(page))
    after = page.pageInfo?.endCursor
  }
  expect(paged).toEqual(whole)
})

test('without a model the session is left out of what is popular', async () => {
  const answer = await list('nobody', session(id(7)), {}, untrained)
  expect(answer.basis).toBe('POPULARITY')
  expect(nodes(answer).map(({ song }) => song.id)).not.toContain(id(7))
  expect(nodes(answer).some(node => contextOf(node) !== undefined)).toBe(false)
})

test.each([
  ['an empty id', ['s1', ''], 'options.context.recentSongIds.1: "" is not accepted; use 1 to 256 characters'],
  ['an id too long', ['x'.repeat(257)], /^options\.context\.recentSongIds\.0: "x+…?.*use 1 to 256 characters$/],
])('%s is refused, with what is accepted', async (_, recentSongIds, message) => {
  const { errors } = await running.ask(RECOMMEND, { user: 'u0', options: { context: { recentSongIds } } })
  const expected = typeof message === 'string' ? message : expect.stringMatching(message)
  expect(errors).toMatchObject([{ message: expected, extensions: { code: 'BAD_USER_INPUT' } }])
})
