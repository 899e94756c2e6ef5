import { reviewId } from '../../../src/domain/ids.js'
import type { Review } from '../../../src/domain/review.js'
import type { Store } from '../../../src/store/ports.js'

const USERS = 7
const SONG = { artist: null, album: null, year: null, genres: [], tags: [], durationSeconds: null, attributes: [] }
const OPINION = { canonicalAspect: 'mix', polarity: -0.5, label: 'NEGATIVE', confidence: 1, negated: false } as const

/** Several writes that belong to the name `name`: a song, a play of it, a review, a tag; each can be looked up. */
export async function writeAll(store: Store, name: string): Promise<void> {
  const userId = userOf(name)
  await store.songs.add({ ...SONG, id: name, title: name })
  await Promise.all([
    store.plays.record([{ userId, songId: name, count: 1, playedAt: null, eventId: name }]),
    store.reviews.put(reviewOf(name)),
    store.tags.addMany([{ userId, songId: name, tag: name }]),
  ])
}

/** What of `writeAll` is not there. */
export async function missing(store: Store, name: string): Promise<string[]> {
  const userId = userOf(name)
  const found = {
    song: (await store.songs.get(name)) !== null,
    play: (await store.plays.get(userId, name))?.count === 1,
    review: (await store.reviews.get(reviewId(userId, name))) !== null,
    tag: (await store.songs.totals(name)).tags.length === 1,
  }
  return Object.entries(found).flatMap(([noun, there]) => (there ? [] : [`${noun} of ${name}`]))
}

function userOf(name: string): string {
  return `user ${name.length % USERS}`
}

function reviewOf(name: string): Review {
  const userId = userOf(name)
  const text = `The mix of ${name} is muddy.`
  const span = { text, start: 0, end: text.length }
  const opinions = [{ ...OPINION, aspect: span, opinion: span, sentence: span }]
  const sentiment = { score: -0.5, label: 'NEGATIVE', confidence: 1 } as const
  const analysis = { sentiment, opinions, language: 'en', analyzerVersion: '1' }
  const createdAt = new Date(0)
  return {
    id: reviewId(userId, name),
    userId,
    songId: name,
    text,
    rating: 2,
    analysis,
    createdAt,
    updatedAt: createdAt,
  }
}
