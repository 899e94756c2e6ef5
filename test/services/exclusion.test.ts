import { expect, test } from '@jest/globals'
import type { RecommendationOptions } from '../../src/domain/recommendation.js'
import { unnamedSong } from '../../src/domain/song.js'
import { NO_TASTE, type TasteTargets } from '../../src/domain/user.js'
import type { ServedModel } from '../../src/services/active-model.js'
import { excludedSongs, exclusion, isAllowed } from '../../src/services/exclusion.js'
import { openServices } from './fixture.js'

const SONG_IDS = ['a', 'b', 'c', 'd', 'gone']
/** As much of a model as masks look at. What is kept for a model is of one view: each test has its own. */
const newModel = () =>
  ({ songIds: SONG_IDS, index: new Map(SONG_IDS.map((id, i) => [id, i])) }) as unknown as ServedModel

async function openCatalogue() {
  const services = await openServices()
  await services.store.songs.upsert([
    { ...unnamedSong('a'), artist: 'Bj\u00f6rk', genres: ['Pop'] },
    { ...unnamedSong('b'), artist: 'BJO\u0308RK', genres: ['Rock'] },
    { ...unnamedSong('c'), artist: 'Can', genres: ['Chan\u00e7on'] },
    unnamedSong('d'),
  ])
  const { view } = services
  const served = newModel()
  async function shown(options: RecommendationOptions, muted: Partial<TasteTargets> = {}) {
    await view.refresh()
    const taste = { ...NO_TASTE, muted: { ...NO_TASTE.muted, ...muted } }
    const excluded = exclusion({ plays: [], reviews: [], tags: [], taste }, options, view)
    const ids = SONG_IDS.filter(id => isAllowed(excluded, view, id))
    const mask = excludedSongs(excluded, view, served)
    expect(SONG_IDS.filter((_, i) => mask[i] === 0)).toEqual(ids)
    return ids
  }
  return { ...services, shown }
}

test('muted and filtered names compare alike: without case, canonically equal ones as one', async () => {
  const { shown, close } = await openCatalogue()
  expect(await shown({}, { artists: ['bjo\u0308rk'] })).toEqual(['c', 'd'])
  expect(await shown({}, { artists: ['BJ\u00d6RK'] })).toEqual(['c', 'd'])
  expect(await shown({}, { genres: ['CHANC\u0327ON'] })).toEqual(['a', 'b', 'd'])
  expect(await shown({ filter: { artists: ['bjo\u0308rk'] } })).toEqual(['a', 'b'])
  expect(await shown({ filter: { artists: ['Bj\u00f6rk', 'Can'] } }, { genres: ['rock'] })).toEqual(['a', 'c'])
  await close()
})

test('a filter follows songs, tags and reviews that change between two requests', async () => {
  const { store, reviews, shown, close } = await openCatalogue()
  const tagged = { filter: { tags: ['new'] } }
  expect(await shown(tagged)).toEqual([])
  await store.tags.replace('u', 'd', ['New'])
  expect(await shown(tagged)).toEqual(['d'])
  await store.songs.update('c', song => ({ ...song, tags: ['NEW'] }))
  expect(await shown(tagged)).toEqual(['c', 'd'])
  await store.tags.replace('u', 'd', [])
  expect(await shown(tagged)).toEqual(['c'])
  expect(await shown({ filter: { minReviews: 1 } })).toEqual([])
  await reviews.post({ userId: 'v', songId: 'a', text: 'Lovely.', rating: null })
  expect(await shown({ filter: { minReviews: 1 } })).toEqual(['a'])
  await store.songs.remove('a')
  expect(await shown({ filter: { minReviews: 0 } })).toEqual(['b', 'c', 'd'])
  expect(await shown({ filter: { minReviews: 0 }, exclude: ['b'] })).toEqual(['c', 'd'])
  await close()
})
