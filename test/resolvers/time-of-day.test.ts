import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { activeModel } from '../../src/services/active-model.js'
import { recommendationService } from '../../src/services/recommendations.js'
import { type Running, start } from '../server/fixture.js'
import { activateBlend } from '../services/blend.js'
import { NOW, type OpenServices, openServices } from '../services/fixture.js'
import type { Data } from './flow.js'

const RECOMMEND = `query ($user: ID!, $options: RecommendationOptions) {
  recommendations(userId: $user, first: 100, options: $options) {
    edges { node { score baseline song { id } contributions { kind value }
      reasons(first: 9) { kind text contribution song { id } } } } } }`

const SONGS = 10
const id = (kind: string, song: number) => `${kind}${song % SONGS}`

let services: OpenServices
let running: Running
/**
 * Calm and loud songs, and users who play nearly all of one kind. Ann played five calm songs in mornings and five loud ones in evenings
 * of New York, from which she reports; Bob all ten within one hour; Cy four, at both hours.
 */
beforeAll(async () => {
  services = await openServices()
  const { store, view, songs, plays } = services
  const kinds = ['calm', 'loud']
  const all = kinds.flatMap(kind => Array.from({ length: SONGS }, (_, song) => id(kind, song)))
  await songs.upsert(all.map(songId => ({ id: songId, title: `Song ${songId}` })))
  const fans = Array.from({ length: 40 }, (_, user) =>
    Array.from({ length: SONGS - 1 }, (_, i) => {
      return { userId: `u${user}`, songId: id(kinds[user % 2], Math.floor(user / 2) + i), playedAt: NOW }
    }),
  ).flat()
  const of = (userId: string, count: number, at: (kind: number, day: number) => string) =>
    kinds.flatMap((name, kind) =>
      Array.from({ length: count }, (_, day) => {
        return { userId, songId: id(name, day), playedAt: new Date(at(kind, day)) }
      }),
    )
  const twice = (kind: number, day: number) => `2026-01-1${day}T${kind === 0 ? '07:45' : '21:15'}:00-05:00`
  await plays.record([
    ...fans,
    ...of('ann', 5, twice),
    ...of('bob', 5, (_, day) => `2026-01-1${day}T08:15:00-05:00`),
    ...of('cy', 2, twice),
  ])
  await activateBlend(store)
  const model = activeModel(store.models)
  running = await start({ recommendations: recommendationService({ store, view, now: () => NOW, model }) })
})
afterAll(async () => {
  await running.server.close()
  await services.close()
})

interface Shown {
  readonly score: number
  readonly baseline: number
  readonly song: { readonly id: string }
  readonly contributions: readonly { readonly kind: string; readonly value: number }[]
  readonly reasons: readonly { readonly kind: string; readonly text: string; readonly song: { id: string } | null }[]
}

async function shown(user: string, context: object | null, further: object = {}): Promise<Shown[]> {
  const { data, errors } = await running.ask(RECOMMEND, { user, options: { context, ...further } })
  if (errors) throw new Error(JSON.stringify(errors))
  return (data as Data).recommendations.edges.map(({ node }) => node as unknown as Shown)
}
const kindOf = ({ song }: Shown) => song.id.slice(0, 4)
const contextOf = ({ contributions }: Shown) => contributions.find(({ kind }) => kind === 'CONTEXT')?.value
const MORNING = { at: '2026-03-01T08:10:00-05:00' }
const NIGHT = { at: '2026-03-01T22:00:00-05:00' }

test('in the morning they are shown what they play in the morning, at night what they play at night', async () => {
  expect((await shown('ann', MORNING)).map(kindOf)).toEqual([...Array(5).fill('calm'), ...Array(5).fill('loud')])
  expect((await shown('ann', NIGHT)).map(kindOf)).toEqual([...Array(5).fill('loud'), ...Array(5).fill('calm')])
  // The zone in which the present hour is written does not matter, nor the minute.
  expect(await shown('ann', { at: '2026-03-01T13:00:00Z' })).toEqual(await shown('ann', MORNING))
})

test('the hour’s part is a contribution with a reason, and all add up', async () => {
  const list = await shown('ann', MORNING)
  for (const node of list) {
    const sum = node.contributions.reduce((total, { value }) => total + value, node.baseline)
    expect(Math.abs(node.score - sum)).toBeLessThan(1e-3)
    expect(node.contributions.filter(({ kind }) => kind === 'CONTEXT')).toHaveLength(1)
    const reason = node.reasons.find(({ kind }) => kind === 'CONTEXT')
    if (kindOf(node) === 'loud') {
      expect(contextOf(node)).toBeLessThan(0)
      expect(reason).toBeUndefined()
    } else {
      expect(contextOf(node)).toBeGreaterThan(0)
      expect(reason?.song?.id).toMatch(/^calm[0-4]$/)
      expect(reason?.text).toBe(`Around this time of day you play songs like “Song ${reason?.song?.id}”.`)
    }
  }
})

test('a session counts beside it, and each reason names what said most', async () => {
  const told = async (at: object) =>
    new Map((await shown('ann', { ...at, recentSongIds: ['loud0'] })).map(node => [node.song.id, node]))
  const [morning, night] = [await told(MORNING), await told(NIGHT)]
  const textOf = (node?: Shown) => node?.reasons.find(({ kind }) => kind === 'CONTEXT')?.text
  for (const song of [5, 6, 7, 8, 9].map(i => id('loud', i))) {
    const [before, after] = [morning, night].map(nodes => contextOf(nodes.get(song) as Shown) ?? 0)
    expect(after).toBeGreaterThan(before)
    expect(before).toBeGreaterThan(0)
    expect(textOf(morning.get(song))).toBe('Goes with “Song loud0”, which you are listening to now.')
  }
  expect(textOf(morning.get('calm5'))).toMatch(/^Around this time of day you play songs like “Song calm[0-4]”\.$/)
})

test('without a context, with too few songs of known hour, and of songs all at one hour, it says nothing', async () => {
  expect((await shown('ann', null)).map(contextOf)).toEqual(Array(10).fill(undefined))
  for (const user of ['bob', 'cy', 'u0']) {
    expect(await shown(user, MORNING)).toEqual(await shown(user, null))
    expect(await shown(user, NIGHT)).toEqual(await shown(user, null))
  }
})

test('known songs that are asked for gain at their hour, for the like of others', async () => {
  const list = await shown('ann', NIGHT, { includeKnown: true })
  for (const node of list) expect((contextOf(node) ?? 0) > 0).toBe(kindOf(node) === 'loud')
  const known = list.find(({ song }) => song.id === 'loud0')
  expect(known?.reasons.find(({ kind }) => kind === 'CONTEXT')?.song?.id).toMatch(/^loud[1-4]$/)
})
