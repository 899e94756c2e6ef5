import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { affinity } from '../../seeds/affinity.js'
import { makeSeeds } from '../../seeds/seeds.js'
import { folder, prepare, Running } from '../cli/process.js'

// The demo is loaded and trained once, on a machine that may be busy.
jest.setTimeout(300_000)

const RECOMMEND = `query ($user: ID!, $first: Int = 10) { recommendations(userId: $user, first: $first) {
  basis modelVersion edges { node { song { id } score baseline contributions { kind value }
    reasons(first: 5) { kind text contribution aspect quote { text start end review { text song { id } } } } } } } }`
const POST = `mutation ($input: ReviewInput!) { postReview(input: $input) { id analysis { opinions { canonicalAspect } } } }`
const PLAY = 'mutation ($input: [PlayInput!]!) { recordPlays(input: $input) { recorded } }'

interface Recommended {
  readonly song: { readonly id: string }
  readonly score: number
  readonly baseline: number
  readonly contributions: readonly { readonly value: number }[]
  readonly reasons: readonly {
    readonly aspect: string | null
    readonly quote: {
      readonly text: string
      readonly start: number
      readonly end: number
      readonly review: { readonly text: string; readonly song: { readonly id: string } }
    } | null
  }[]
}

/**
 * What the README promises of `serve --demo`.
 * @param environment what names the store, where that is not the folder
 */
export function demoSuite(environment: () => NodeJS.ProcessEnv): void {
  let server: Running
  let url = ''
  beforeAll(async () => {
    prepare()
    // One backend, for the README shows scores.
    server = new Running(['serve', '--demo', '--port', '0', '--data-dir', folder()], {
      TF_BACKEND: 'wasm',
      ...environment(),
    })
    url = (await server.says(/answers at (http:\S+)/))[1]
  })
  afterAll(() => server?.stop())

  /** @typeParam T the shape that the document asks for */
  async function ask<T>(query: string, variables: object = {}): Promise<T> {
    const body = JSON.stringify({ query, variables })
    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    const { data, errors } = (await answer.json()) as { data: T; errors?: unknown }
    expect(errors).toBeUndefined()
    return data
  }

  interface RecommendationsAnswer {
    readonly recommendations: { readonly basis: string; readonly edges: readonly { readonly node: Recommended }[] }
  }

  async function recommended(user: string, first = 10): Promise<Recommended[]> {
    const { recommendations } = await ask<RecommendationsAnswer>(RECOMMEND, { user, first })
    return recommendations.edges.map(({ node }) => node)
  }

  const modelVersion = async () => (await ask<{ model: { version: string } }>('{ model { version } }')).model.version

  test('the queries of the README answer what it says', async () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    const shown = [...readme.matchAll(/-d '(\{.*\})'\n```\n\n```json\n([^`]*)```/g)]
    expect(shown).toHaveLength(3)
    for (const [, body, answer] of shown) {
      const { query } = JSON.parse(body) as { query: string }
      expect({ data: rounded(await ask<object>(query)) }).toEqual(rounded(JSON.parse(answer)))
    }
  })

  /** Numbers to four digits: beyond that machines may differ. */
  function rounded(value: unknown): unknown {
    return JSON.parse(
      JSON.stringify(value, (_key, part) => (typeof part === 'number' ? Number(part.toFixed(4)) : part)),
    )
  }

  test('lists follow the latent tastes that the demo was made from, and popularity alone does not', async () => {
    const { songs, users, plays, reviews } = makeSeeds()
    const known = new Set([...plays, ...reviews].map(({ userId, songId }) => JSON.stringify([userId, songId])))
    const popular = await recommended('somebody never heard of', 100)
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    const places: { ours: number; popular: number }[] = []
    for (const user of users.slice(0, 60)) {
      const unknown = songs.filter(({ song }) => !known.has(JSON.stringify([user.id, song.id])))
      const liking = new Map(unknown.map(song => [song.song.id, affinity(user, song)]))
      const sorted = [...liking.values()].sort((a, b) => b - a)
      /** 0: as good as songs drawn at random; 1: the best ten that there are. */
      const place = (list: Recommended[]) => {
        const values = list.flatMap(({ song }) => liking.get(song.id) ?? []).slice(0, 10)
        return (mean(values) - mean(sorted)) / (mean(sorted.slice(0, 10)) - mean(sorted))
      }
      places.push({ ours: place(await recommended(user.id)), popular: place(popular) })
    }
    const ours = mean(places.map(each => each.ours))
    const popularity = mean(places.map(each => each.popular))
    console.log(
      `share of the way from chance to the best list: ${ours.toFixed(2)}, popularity ${popularity.toFixed(2)}`,
    )
    expect(ours).toBeGreaterThan(0.5)
    expect(ours).toBeGreaterThan(popularity + 0.2)
  })

  test('scores are the sum of their parts, and quotes are from reviews of the song', async () => {
    let quotes = 0
    for (const user of ['mika', 'maya', 'otto']) {
      for (const { song, score, baseline, contributions, reasons } of await recommended(user)) {
        const sum = contributions.reduce((total, { value }) => total + value, baseline)
        expect(Math.abs(sum - score)).toBeLessThan(1e-3)
        expect(reasons.length).toBeGreaterThan(0)
        for (const { quote } of reasons) {
          if (quote === null) continue
          quotes++
          expect(quote.review.text.slice(quote.start, quote.end)).toBe(quote.text)
          expect(quote.review.song.id).toBe(song.id)
        }
      }
    }
    expect(quotes).toBeGreaterThan(0)
  })

  test('a posted review and a recorded play change the very next answer, without training', async () => {
    const version = await modelVersion()
    const before = await recommended('mika')
    const [loved, played] = before.map(({ song }) => song.id)

    const text = 'The vocals are gorgeous, the lyrics are superb and I love every second of it!'
    const input = { userId: 'mika', songId: loved, text, rating: 5 }
    const { postReview } = await ask<{ postReview: { analysis: { opinions: unknown[] } } }>(POST, { input })
    expect(postReview.analysis.opinions.length).toBeGreaterThan(0)
    const reviewed = await recommended('mika')
    expect(reviewed.map(({ song }) => song.id)).not.toContain(loved)
    expect(reviewed.slice(0, 8).map(({ score }) => score)).not.toEqual(before.slice(1, 9).map(({ score }) => score))

    await ask(PLAY, { input: [{ userId: 'mika', songId: played, count: 12 }] })
    const after = await recommended('mika')
    expect(after.map(({ song }) => song.id)).not.toContain(played)
    expect(after.map(({ score }) => score)).not.toEqual(reviewed.map(({ score }) => score))
    expect(await modelVersion()).toBe(version)
  })

  test('somebody who came with one play gets a list of their own', async () => {
    const [{ song }] = await recommended('maya')
    await ask(PLAY, { input: [{ userId: 'newcomer', songId: song.id }] })
    const { recommendations } = await ask<RecommendationsAnswer>(RECOMMEND, { user: 'newcomer' })
    expect(recommendations.basis).toBe('HISTORY')
    expect(recommendations.edges).toHaveLength(10)
  })
}
