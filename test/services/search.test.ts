import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { CatalogueView } from '../../src/services/catalogue-view.js'
import { songSearch, words } from '../../src/services/search.js'
import { type OpenServices, openServices } from './fixture.js'

let app: OpenServices
beforeEach(async () => {
  app = await openServices()
  await app.songs.upsert([
    { id: 'halo', title: 'Hálógen Nights', artist: 'Sigrún Møller', album: 'Glow' },
    { id: 'night', title: 'Night', artist: 'The Lanterns', album: 'Harbour' },
    { id: 'nights', title: 'Long Road Home', artist: 'Night Ferry', album: null },
    { id: 'twin2', title: 'Twin Peaks Road', artist: null },
    { id: 'twin1', title: 'Twin Peaks Road', artist: null },
    { id: 'signs', title: '!!!', artist: null },
  ])
})
afterEach(() => app.close())

const search = async (query: string, first = 10) => (await app.songs.search(query, first)).map(({ id }) => id)

test.each([
  ['whole words first, a title before an artist', 'night', ['night', 'nights', 'halo']],
  ['a prefix', 'harb', ['night']],
  ['accents and letters without a plain one', 'sigrun moller', ['halo']],
  ['accents typed that are not there', 'lànterns', ['night']],
  ['a typing error', 'lantrens', ['night']],
  ['case', 'GLOW', ['halo']],
  ['equal matches by id', 'twin peaks', ['twin1', 'twin2']],
  ['a title of signs', '!!!', ['signs']],
  ['nothing alike', 'zzzz', []],
  ['an empty query', ' ', []],
])('%s', async (_, query, expected) => {
  expect(await search(query)).toEqual(expected)
})

test('is current after each change', async () => {
  expect(await search('harbour')).toEqual(['night'])
  await app.songs.update('night', { album: 'Meadow' })
  await app.songs.add({ id: 'new', title: 'Harbour' })
  expect(await search('harbour')).toEqual(['new'])
  expect(await search('meadow')).toEqual(['night'])
  await app.reviews.post({ userId: 'u', songId: 'new', text: 'Fine.' })
  expect(await search('harbour')).toEqual(['new'])
  await app.songs.remove('new')
  expect(await search('harbour')).toEqual([])
})

test('after one that failed the next begins anew', async () => {
  let fails = true
  const view: CatalogueView = Object.assign(Object.create(app.view), {
    song: (id: string) => {
      if (fails && id === 'twin2') throw new Error('no memory left')
      return app.view.song(id)
    },
  })
  const anew = songSearch(view)
  await expect(anew('night', 10)).rejects.toThrow('no memory left')
  fails = false
  await app.songs.update('night', { title: 'Dawn' })
  await app.songs.remove('halo')
  expect((await anew('night', 10)).map(({ id }) => id)).toEqual(['nights'])
  expect((await anew('dawn', 10)).map(({ id }) => id)).toEqual(['night'])
  expect(await anew('road', 10)).toHaveLength(3)
})

test('its limits', async () => {
  expect(await search('night', 1)).toHaveLength(1)
  await expect(search('night', 0)).rejects.toMatchObject({ path: 'first' })
  await expect(search('x'.repeat(1001))).rejects.toMatchObject({ path: 'query' })
})

test.each([
  ["Don’t Stop, AC/DC's", ['dont', 'stop', 'ac', 'dcs']],
  ['Straße Ærø Łódź', ['strasse', 'aero', 'lodz']],
  [' ÷ ', ['÷']],
  ['', []],
])('the words of %j', (text, expected) => {
  expect(words(text)).toEqual(expected)
})
