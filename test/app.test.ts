import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type App, openApp } from '../src/app.js'
import { readConfig } from '../src/config.js'

let folder: string
let app: App
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linernotes-app-'))
  app = await openApp(readConfig({ DATA_DIR: join(folder, 'data'), PORT: '0', LOG_LEVEL: 'silent' }, {}))
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true })
})

const RECOMMENDATIONS = `query ($userId: ID!) { recommendations(userId: $userId, first: 3) {
  basis modelVersion edges { node { song { id } baseline score contributions { value } reasons { kind } } }
} }`
interface Answer {
  recommendations: {
    basis: string
    modelVersion: string | null
    edges: { node: { song: { id: string }; baseline: number; score: number; contributions: { value: number }[] } }[]
  }
}

test('without a model the most popular songs that the user does not know come first, current at once', async () => {
  const lines = ['a', 'b', 'c'].map(id => JSON.stringify({ id, title: id }))
  await writeFile(join(folder, 'songs.jsonl'), lines.join('\n'))
  expect(await app.import('songs', join(folder, 'songs.jsonl'))).toMatchObject({ songs: { added: 3 } })
  const ids = async (userId: string) => {
    const { recommendations } = await app.query<Answer>(RECOMMENDATIONS, { userId })
    expect(recommendations).toMatchObject({ basis: 'POPULARITY', modelVersion: null })
    for (const { node } of recommendations.edges) {
      const sum = node.contributions.reduce((total, { value }) => total + value, node.baseline)
      expect(node.score).toBeCloseTo(sum, 3)
    }
    return recommendations.edges.map(({ node }) => node.song.id)
  }
  expect(await ids('u')).toEqual(['a', 'b', 'c'])
  await app.services.plays.record([
    { userId: 'u', songId: 'c' },
    { userId: 'v', songId: 'c' },
    { userId: 'v', songId: 'b' },
  ])
  expect(await ids('new')).toEqual(['c', 'b', 'a'])
  expect(await ids('u')).toEqual(['b', 'a'])
})

test('a query answers what would go over the wire, and throws what was thrown', async () => {
  await app.services.reviews.post({ userId: 'w', songId: 'a', text: 'The vocals are gorgeous.' })
  const { song } = await app.query<{ song: unknown }>('{ song(id: "a") { reviews { edges { node { createdAt } } } } }')
  expect(song).toEqual({ reviews: { edges: [{ node: { createdAt: expect.stringMatching(/^\d{4}-.*Z$/) } }] } })
  await expect(app.query('{ similarSongs(songId: "none") { score } }')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(app.query('{ nothing }')).rejects.toThrow('nothing')
})

test('what is served is the same store', async () => {
  const { url, close } = await app.serve()
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ searchSongs(query: "b") { id } }' }),
  })
  expect(await answer.json()).toEqual({ data: { searchSongs: [{ id: 'b' }] } })
  await close()
})

test('the demo is due in an empty store only', async () => {
  expect(await app.demoIsDue()).toBe(false)
  const empty = await openApp(readConfig({ DATA_DIR: join(folder, 'empty') }, {}))
  expect(await empty.demoIsDue()).toBe(true)
  expect(await empty.import('songs', empty.demoFile('songs'))).toMatchObject({ badLines: { count: 0 } })
  await empty.close()
})

test('a store that cannot be opened is told in one line', async () => {
  await writeFile(join(folder, 'file'), '')
  const config = readConfig({ DATA_DIR: join(folder, 'file') }, {})
  await expect(openApp(config)).rejects.toMatchObject({ name: 'OperatorError' })
})
