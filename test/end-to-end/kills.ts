import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from '@jest/globals'
import { reviewId } from '../../src/domain/ids.js'
import { seededRandom } from '../../src/recommender/random.js'
import type { Store } from '../../src/store/ports.js'
import { Running } from '../cli/process.js'
import { recount, told } from '../store/recount.js'

const SONGS = 12
const REVIEW = 'mutation ($input: ReviewInput!) { postReview(input: $input) { text } }'
const PLAYS = 'mutation ($input: [PlayInput!]!) { recordPlays(input: $input) { recorded repeated } }'
const UPSERT = 'mutation ($input: [SongInput!]!) { upsertSongs(input: $input) { added } }'

/** What writers did; each write was repeated until it was acknowledged. */
export interface Written {
  /** Last text, by user and song. */
  readonly reviews: ReadonlyMap<string, { userId: string; songId: string; text: string }>
  /** Plays, by user and song. */
  readonly plays: ReadonlyMap<string, { userId: string; songId: string; count: number }>
  readonly acknowledged: number
  /** Requests that were answered by no acknowledgement, and so repeated. */
  readonly repeated: number
  /** Codes of the errors that were answered meanwhile, and NO_ANSWER. */
  readonly codes: ReadonlySet<string>
}

/** A server that can be started again and again on the same store; writers ask where it is at the moment. */
export class Restarting {
  private running: Running | null = null
  url: string | null = null

  constructor(
    private readonly args: readonly string[],
    private readonly env: NodeJS.ProcessEnv = {},
  ) {}

  async start(): Promise<void> {
    this.running = new Running(['serve', '--port', '0', ...this.args], this.env)
    this.url = (await this.running.says(/answers at (http:\S+)/))[1]
  }

  get said(): string {
    return `${this.running?.stdout}${this.running?.stderr}`
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    this.url = null
    await this.running?.stop(signal)
    this.running = null
  }
}

/**
 * Kills the server at random moments, and starts it again each time.
 * @param lifeMs that it lives on average
 */
export async function killAgainAndAgain(server: Restarting, kills: number, lifeMs: number): Promise<void> {
  const random = seededRandom(kills)
  for (let n = 0; n < kills; n++) {
    await sleep(2 * lifeMs * random())
    await server.end('SIGKILL')
    await server.start()
  }
}

/** `writers` at once post reviews and record plays while `faults` last; then each finishes what it began. */
export async function writeDuring(
  faults: () => Promise<unknown>,
  server: Restarting,
  writers: number,
): Promise<Written> {
  const input = Array.from({ length: SONGS }, (_, i) => ({ id: `song ${i}`, title: `Title ${i}` }))
  expect(await ask(server, UPSERT, { input })).toBeNull()
  const reviews = new Map<string, { userId: string; songId: string; text: string }>()
  const plays = new Map<string, { userId: string; songId: string; count: number }>()
  const codes = new Set<string>()
  let acknowledged = 0
  let repeated = 0
  let over = false
  const untilAcknowledged = async (document: string, variables: object) => {
    for (;;) {
      const refusal = await ask(server, document, variables)
      if (refusal === null) break
      repeated++
      codes.add(refusal)
      await sleep(20)
    }
    acknowledged++
  }
  const write = async (writer: number) => {
    const random = seededRandom(writer)
    for (let n = 0; !over; n++) {
      const userId = `user ${writer}`
      const songId = `song ${Math.floor(SONGS * random())}`
      const key = JSON.stringify([userId, songId])
      if (n % 2 === 0) {
        const text = `Take ${n}: the vocals are ${n % 4 === 0 ? 'gorgeous' : 'dreadful'}.`
        await untilAcknowledged(REVIEW, { input: { userId, songId, text } })
        reviews.set(key, { userId, songId, text })
      } else {
        const count = 1 + (n % 3)
        const events = [0, 1].map(i => ({ userId, songId, count, eventId: `${n} ${i}` }))
        await untilAcknowledged(PLAYS, { input: events })
        plays.set(key, { userId, songId, count: (plays.get(key)?.count ?? 0) + 2 * count })
      }
    }
  }
  const writing = Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)))
  await faults().finally(() => {
    over = true
  })
  await writing
  return { reviews, plays, acknowledged, repeated, codes }
}

/** Every acknowledged write is there, once, and all totals equal a recount. */
export async function expectAllThere(store: Store, { reviews, plays }: Written): Promise<void> {
  for (const { userId, songId, text } of reviews.values()) {
    expect(await store.reviews.get(reviewId(userId, songId))).toMatchObject({ text })
  }
  for (const { userId, songId, count } of plays.values()) {
    expect(await store.plays.get(userId, songId)).toMatchObject({ userId, songId, count })
  }
  const counted = await recount(store)
  expect(await told(store, counted)).toEqual(counted)
  expect(counted.catalogue.reviewCount).toBe(reviews.size)
}

/** @returns null for an acknowledgement; else the code of the error, or NO_ANSWER */
async function ask(server: Restarting, query: string, variables: object): Promise<string | null> {
  if (server.url === null) return 'NO_ANSWER'
  try {
    const answer = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    })
    const { errors } = (await answer.json()) as { errors?: { extensions: { code: string } }[] }
    return errors ? (errors[0]?.extensions.code ?? 'NO_CODE') : null
  } catch {
    return 'NO_ANSWER'
  }
}
