import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { ConflictError } from '../../src/domain/errors.js'
import type { TrainingRun } from '../../src/domain/model.js'
import { closeAbandonedRuns } from '../../src/services/abandoned-runs.js'
import { activeModel } from '../../src/services/active-model.js'
import { currentModel } from '../../src/services/current-model.js'
import { modelService } from '../../src/services/models.js'
import { recommendationService } from '../../src/services/recommendations.js'
import { activateBlend, RECORD } from './blend.js'
import { NOW, type OpenServices, openServices } from './fixture.js'

let services: OpenServices
let recommendations: ReturnType<typeof recommendationService>
let models: ReturnType<typeof modelService>

/** Two groups of listeners, each playing three of its own three or four songs; a model of the plain blend. */
beforeAll(async () => {
  services = await openServices()
  const { store, view, songs, plays } = services
  const genres = (id: string) => [id.startsWith('a') ? 'ambient' : 'blues']
  const ids = ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'b3', 'b4']
  await songs.upsert(ids.map(id => ({ id, title: `Song ${id}`, genres: genres(id) })))
  const played = Array.from({ length: 12 }, (_, user) => {
    const group = user % 2 === 0 ? 'a' : 'b'
    return [1, 2, 3, 4].filter(n => n !== 1 + (user % 4)).map(n => ({ userId: `u${user}`, songId: `${group}${n}` }))
  }).flat()
  await plays.record(played)
  await activateBlend(store)
  recommendations = recommendationService({
    store,
    view,
    model: currentModel({ reviews: store.reviews, view, model: activeModel(store.models) }),
  })
  const reportError = (error: unknown) => {
    throw error
  }
  models = modelService({ store, tfBackend: 'wasm', seed: 1, cores: () => 1, now: () => NOW, reportError })
})
afterAll(() => services.close())

const shown = async (userId: string) => {
  const { items } = await recommendations.recommend({ userId, first: 10 })
  return items.map(({ node }) => node)
}

test('a song that was removed is gone at once, and is back once it is added again', async () => {
  await services.plays.record([{ userId: 'ann', songId: 'a1' }])
  const before = (await shown('ann')).map(({ song }) => song.id)
  expect(before).toContain('a2')
  const song = await services.songs.get('a2')
  await services.songs.remove('a2')
  expect((await shown('ann')).map(each => each.song.id)).toEqual(before.filter(id => id !== 'a2'))
  if (song) await services.songs.add(song)
  expect((await shown('ann')).map(each => each.song.id)).toEqual(before)
})

test('a new song is in the next list, placed by what it is; what is played of it counts, and it goes when it is removed', async () => {
  await services.plays.record([{ userId: 'dee', songId: 'b1' }])
  const place = async (id: string) => (await shown('dee')).findIndex(({ song }) => song.id === id)
  expect(await place('new')).toBe(-1)
  await services.songs.add({ id: 'new', title: 'New', genres: ['Blues'] })
  await services.songs.add({ id: 'odd', title: 'Odd', genres: ['Ambient'] })
  const list = await eventually(
    () => shown('dee'),
    nodes => nodes.some(({ song }) => song.id === 'odd'),
  )
  const ids = list.map(({ song }) => song.id)
  expect(ids.indexOf('new')).toBeLessThan(ids.indexOf('odd'))
  const { score, baseline, contributions, reasons } = list[ids.indexOf('new')]
  expect(contributions.reduce((sum, { value }) => sum + value, baseline)).toBeCloseTo(score, 3)
  expect(reasons.map(({ text }) => text)).toContain('Like much of what you listen to: blues.')
  // Whoever knows the new song only is known by it.
  await services.plays.record([{ userId: 'eve', songId: 'new' }])
  const eve = await recommendations.recommend({ userId: 'eve', first: 3 })
  expect(eve.basis).toBe('HISTORY')
  expect(eve.items.map(({ node }) => node.song.genres[0])).toEqual(['blues', 'blues', 'blues'])
  await services.songs.remove('new')
  await services.songs.remove('odd')
  expect(await place('new')).toBe(-1)
})

/** Asks until it is so: songs that come one after another are taken in some time later. */
async function eventually<T>(ask: () => Promise<T>, isSo: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask()
    if (isSo(answer)) return answer
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

test('reasons name songs they play or liked, never one they wrote a bad review of', async () => {
  await services.reviews.post({
    userId: 'bob',
    songId: 'a1',
    text: 'Awful vocals, terrible lyrics, I hate it.',
    rating: 1,
  })
  await services.reviews.post({ userId: 'bob', songId: 'a3', text: 'Gorgeous vocals and superb lyrics!', rating: 5 })
  const reasons = (await shown('bob')).flatMap(({ reasons }) => reasons).filter(({ kind }) => kind === 'SIMILAR_SONGS')
  expect(reasons.length).toBeGreaterThan(0)
  for (const { song, text } of reasons) {
    expect(song?.id).toBe('a3')
    expect(text).toBe('Those who like “Song a3”, as you do, also like this.')
  }
  await services.plays.record([{ userId: 'cleo', songId: 'b3' }])
  const [first] = (await shown('cleo')).flatMap(({ reasons }) => reasons).filter(({ kind }) => kind === 'SIMILAR_SONGS')
  expect(first?.text).toBe('Those who play “Song b3”, as you do, also play this.')
})

test('a broken model is not activated, and the one before goes on serving', async () => {
  await services.store.models.put({ ...RECORD, version: 'broken' }, Buffer.from('no model'))
  await expect(models.activate('broken')).rejects.toThrow(ConflictError)
  await expect(models.activate('broken')).rejects.toThrow(/^model broken is broken: .*train again/)
  expect((await models.active())?.version).toBe('blend')
  expect((await recommendations.recommend({ userId: 'u0', first: 1 })).modelVersion).toBe('blend')
})

test('a training that gives signs of life is left alone and lets no other begin; a silent one is closed', async () => {
  const { trainingRuns } = services.store
  const run = (id: string, silentMs: number): TrainingRun => ({
    id,
    status: 'RUNNING',
    startedAt: new Date(0),
    finishedAt: null,
    aliveAt: new Date(NOW.getTime() - silentMs),
    progress: null,
    message: null,
    modelVersion: null,
  })
  await trainingRuns.put(run('alive', 20_000))
  await trainingRuns.put(run('silent', 40_000))
  expect(await models.isTraining()).toBe(true)
  await expect(models.train()).rejects.toThrow(/^training alive is running in another process/)
  expect(await closeAbandonedRuns(services.store, () => NOW)).toEqual(['silent'])
  expect((await trainingRuns.running()).map(each => each.id)).toEqual(['alive'])
  expect(await trainingRuns.get('silent')).toMatchObject({ status: 'FAILED', finishedAt: NOW })
  await trainingRuns.put({ ...run('alive', 0), status: 'SUCCEEDED' })
  expect(await models.isTraining()).toBe(false)
})
