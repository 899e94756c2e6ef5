import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type OpenServices, openServices } from './fixture.js'

let app: OpenServices
beforeEach(async () => {
  app = await openServices()
})
afterEach(() => app.close())

const BLUE = {
  id: 'blue',
  title: 'Blue Hour',
  artist: 'Ines Park',
  album: 'Tides',
  year: 1999,
  genres: ['jazz'],
  tags: ['calm', 'night'],
  durationSeconds: 200.5,
  attributes: [{ name: 'tempo', value: 92 }],
}

test('a song is added once; what is left out is empty', async () => {
  expect(await app.songs.add(BLUE)).toEqual(BLUE)
  expect(await app.songs.get('blue')).toEqual(BLUE)
  await expect(app.songs.add({ id: 'blue', title: 'Other' })).rejects.toMatchObject({ code: 'CONFLICT' })
  expect((await app.songs.add({ id: 'bare', title: 'Bare' })).genres).toEqual([])
  expect(await app.songs.get('none')).toBeNull()
})

test.each([
  [{ id: 'x', title: ' ' }, 'input.title'],
  [{ id: '', title: 'x' }, 'input.id'],
  [{ id: 'x', title: 'x', year: 0 }, 'input.year'],
])('%j is refused, naming %s', async (input, path) => {
  await expect(app.songs.add(input)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', path })
})

describe('update', () => {
  beforeEach(() => app.songs.add(BLUE))

  test('left out is unchanged, null clears', async () => {
    expect(await app.songs.update('blue', {})).toEqual(BLUE)
    const patch = { title: 'Blue', artist: undefined, album: null, tags: null, genres: ['soul', 'soul'] }
    expect(await app.songs.update('blue', patch)).toEqual({
      ...BLUE,
      title: 'Blue',
      album: null,
      tags: [],
      genres: ['soul'],
    })
  })

  test('a title cannot be cleared, an unknown song not be changed', async () => {
    await expect(app.songs.update('blue', { title: null })).rejects.toMatchObject({ path: 'input.title' })
    await expect(app.songs.update('none', { year: 2000 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await app.songs.get('blue')).toEqual(BLUE)
  })
})

describe('upsert', () => {
  test('bad ones are rejected by themselves, the later of two wins', async () => {
    await app.songs.add(BLUE)
    const result = await app.songs.upsert([
      { id: 'a', title: 'First' },
      { id: 'b' },
      { id: 'a', title: 'Second' },
      { id: 'blue', title: 'Bluer' },
    ])
    expect(result).toEqual({
      added: 1,
      replaced: 2,
      rejected: [{ index: 1, code: 'BAD_USER_INPUT', message: expect.stringContaining('input.1.title') }],
    })
    expect((await app.songs.get('a'))?.title).toBe('Second')
    expect((await app.songs.get('blue'))?.artist).toBeNull()
  })

  test('the counts account for every entry of the list', async () => {
    await app.songs.add(BLUE)
    const ids = ['a', 'blue', 'a', 'b', '', 'blue', 'a']
    const { added, replaced, rejected } = await app.songs.upsert(ids.map(id => ({ id, title: 'x' })))
    expect([added, replaced, rejected.map(({ index }) => index)]).toEqual([2, 4, [4]])
  })

  test('a thousand at most', async () => {
    const songs = Array.from({ length: 1001 }, (_, i) => ({ id: `s${i}`, title: 'x' }))
    await expect(app.songs.upsert(songs)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
    expect(await app.songs.upsert(songs.slice(1))).toEqual({ added: 1000, replaced: 0, rejected: [] })
  })
})

test('tags are the catalogue’s and the users’, most used first; tagging replaces', async () => {
  const blue = await app.songs.add(BLUE)
  expect(await app.songs.tags(blue)).toEqual(['calm', 'night'])
  await app.songs.tag('u1', 'blue', ['night', 'rain'])
  expect(await app.songs.tag('u2', 'blue', ['rain', 'sea', 'rain'])).toEqual(BLUE)
  expect(await app.songs.tags(blue)).toEqual(['night', 'rain', 'calm', 'sea'])
  await app.songs.tag('u2', 'blue', [])
  expect(await app.songs.tags(blue)).toEqual(['night', 'calm', 'rain'])
  await expect(app.songs.tag('u1', 'none', ['x'])).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(app.songs.tag('u1', 'blue', [''])).rejects.toMatchObject({ path: 'tags.0' })
})

test('a removed song takes its reviews along', async () => {
  await app.songs.add(BLUE)
  const { id } = await app.reviews.post({ userId: 'u', songId: 'blue', text: 'Lovely.' })
  expect(await app.songs.remove('blue')).toBe(true)
  expect(await app.songs.remove('blue')).toBe(false)
  expect(await app.reviews.get(id)).toBeNull()
  expect(await app.users.get('u')).toBeNull()
})

test('pages go on where the cursor stands, and check their size', async () => {
  await app.songs.upsert(['c', 'a', 'b'].map(id => ({ id, title: id })))
  const start = await app.songs.page({ first: 2, orderBy: 'TITLE_ASC' })
  expect(start.items.map(({ node }) => node.id)).toEqual(['a', 'b'])
  const rest = await app.songs.page({ first: 2, after: start.items[1].cursor, orderBy: 'TITLE_ASC' })
  expect(rest.items.map(({ node }) => node.id)).toEqual(['c'])
  await expect(app.songs.page({ first: 0, orderBy: 'TITLE_ASC' })).rejects.toMatchObject({ path: 'first' })
  await expect(app.songs.page({ first: 1, after: 'x', orderBy: 'TITLE_ASC' })).rejects.toMatchObject({ path: 'after' })
})

test('a profile holds plays and what reviews say, with quotes that are verbatim', async () => {
  await app.songs.add(BLUE)
  const text = 'Hm. The vocals are gorgeous.'
  await app.reviews.post({ userId: 'u', songId: 'blue', text })
  await app.plays.record([{ userId: 'v', songId: 'blue', count: 3 }])
  const profile = await app.songs.profile('blue')
  expect(profile).toMatchObject({ reviewCount: 1, playCount: 3, listenerCount: 1, aspects: [{ aspect: 'vocals' }] })
  expect(profile.sentiment.positive).toBe(1)
  const [quote] = await app.songs.quotes('blue', 'vocals', 3)
  expect(text.slice(quote.start, quote.end)).toBe(quote.text)
  expect(quote.text).toContain('gorgeous')
})
