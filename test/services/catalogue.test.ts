import { expect, test } from '@jest/globals'
import { openServices } from './fixture.js'

test('stats count songs by year, and all reviews', async () => {
  const app = await openServices()
  expect(await app.catalogue.stats()).toMatchObject({ totals: { songCount: 0 }, songsPerYear: [], songsWithoutYear: 0 })
  await app.songs.upsert([
    { id: 'a', title: 'a', year: 1999 },
    { id: 'b', title: 'b', year: 1971 },
    { id: 'c', title: 'c', year: 1999 },
    { id: 'd', title: 'd' },
  ])
  await app.reviews.post({ userId: 'u', songId: 'a', text: 'The drums are great. The drums are brilliant. Awful mix.' })
  expect(await app.catalogue.stats()).toMatchObject({
    totals: { songCount: 4, userCount: 1, reviewCount: 1 },
    songsPerYear: [
      { year: 1971, count: 1 },
      { year: 1999, count: 2 },
    ],
    songsWithoutYear: 1,
  })
  expect((await app.catalogue.aspectSummaries(1)).map(({ aspect }) => aspect)).toEqual(['drums'])
  await app.close()
})

test('quotes on an aspect come from the most reviewed songs, one of each', async () => {
  const app = await openServices()
  await app.songs.upsert(['a', 'b', 'c'].map(id => ({ id, title: id })))
  await app.reviews.post({ userId: 'u', songId: 'a', text: 'The drums are great.' })
  await app.reviews.post({ userId: 'u', songId: 'b', text: 'Awful drums.' })
  await app.reviews.post({ userId: 'v', songId: 'b', text: 'I heard it on Monday.' })
  const texts = async (first: number) => (await app.catalogue.quotes('drums', first)).map(({ text }) => text)
  expect(await texts(5)).toEqual(['Awful drums.', 'The drums are great.'])
  expect(await texts(1)).toEqual(['Awful drums.'])
  await app.close()
})

test('parents come before their children in the lexicon', async () => {
  const app = await openServices()
  const seen = new Set<string>()
  for (const { name, parent } of app.catalogue.aspects()) {
    if (parent !== null) expect(seen).toContain(parent)
    seen.add(name)
  }
  expect(seen).toContain('vocals')
  await app.close()
})
