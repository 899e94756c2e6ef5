import { describe, expect, test } from '@jest/globals'
import { reviewId } from '../../../src/domain/ids.js'
import { NO_TASTE } from '../../../src/domain/user.js'
import { seededRandom } from '../../../src/recommender/random.js'
import type { Store } from '../../../src/store/ports.js'
import { recount, told } from '../recount.js'
import type { OpenStore } from './harness.js'
import { minute, opinion, play, review, song } from './samples.js'

const SEEDS = [1, 2]
const STEPS = 300
const RECOUNT_EVERY = 100
/** Few ids, so that steps meet. */
const USERS = ['u', 'v', 'w\u0000', '🎵']
const SONGS = ['a', 'b', 'a\u0000', '__proto__', 'e']
const ASPECTS = ['vocals', 'mix', 'lyrics']
const TAGS = ['sad', 'loud', 'x|y']

export function totalsContract(open: OpenStore): void {
  describe('totals', () => {
    test.each(SEEDS)('equal a recount after any sequence of writes (seed %i)', async seed => {
      const { store, reopen } = await open()
      const random = seededRandom(seed)
      const withTaste = new Set<string>()
      for (let step = 1; step <= STEPS; step++) {
        await randomWrite(store, random, withTaste)
        if (step % RECOUNT_EVERY === 0) await expectTotals(store, withTaste)
      }
      await expectTotals(await reopen(), withTaste)
    })
  })
}

async function expectTotals(store: Store, withTaste: ReadonlySet<string>): Promise<void> {
  const counted = await recount(store, [...withTaste])
  expect(await told(store, counted)).toEqual(counted)
  const unheard = USERS.filter(id => !counted.users.has(id))
  for (const id of unheard) expect(await store.users.get(id)).toBeNull()
}

async function randomWrite(store: Store, random: () => number, withTaste: Set<string>): Promise<unknown> {
  const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const some = <T>(list: readonly T[]): T[] => list.filter(() => random() < 0.5)
  const number = (n: number) => Math.floor(random() * n)
  const polarity = () => (number(2001) - 1000) / 1000
  const randomPlay = () => {
    const fields = { count: 1 + number(3), eventId: random() < 0.5 ? `e${number(30)}` : null }
    return play(oneOf(USERS), oneOf(SONGS), { ...fields, playedAt: random() < 0.5 ? minute(number(99)) : null })
  }
  const randomReview = () =>
    review(oneOf(USERS), oneOf(SONGS), {
      text: `Text ${number(3)}, long enough to be quoted.`,
      rating: random() < 0.5 ? null : (1 + number(10)) / 2,
      score: polarity(),
      createdAt: minute(number(5)),
      opinions: some(ASPECTS).map((aspect, i) => {
        const sentence = { text: 'x'.repeat(25), start: 30 * i, end: 30 * i + 25 }
        return opinion(random() < 0.2 ? null : aspect, polarity(), { sentence })
      }),
    })
  const randomTag = () => ({ userId: oneOf(USERS), songId: oneOf(SONGS), tag: oneOf(TAGS) })
  const several = <T>(make: () => T): T[] => Array.from({ length: 1 + number(5) }, make)
  const taste = (userId: string) => {
    withTaste.add(userId)
    return store.tastes.put(userId, NO_TASTE)
  }

  const writes: (() => Promise<unknown>)[] = [
    () => store.songs.add(song(oneOf(SONGS))),
    () => store.songs.upsert(some(SONGS).map(id => song(id, { year: number(3) + 1 }))),
    () => store.plays.record(several(randomPlay)),
    () => store.plays.record(several(randomPlay)),
    () => store.reviews.put(randomReview()),
    () => store.reviews.putMany(several(randomReview)),
    () => store.reviews.remove(reviewId(oneOf(USERS), oneOf(SONGS))),
    () => store.tags.replace(oneOf(USERS), oneOf(SONGS), some(TAGS)),
    () => store.tags.addMany(several(randomTag)),
  ]
  const erase = (userId: string) => {
    withTaste.delete(userId)
    return store.users.erase(userId)
  }
  if (random() < 0.03) return taste(oneOf(USERS))
  if (random() < 0.02) return erase(oneOf(USERS))
  return random() < 0.05 ? store.songs.remove(oneOf(SONGS)) : oneOf(writes)()
}
