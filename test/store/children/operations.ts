import { reviewId } from '../../../src/domain/ids.js'
import type { Review } from '../../../src/domain/review.js'
import type { Store } from '../../../src/store/ports.js'

/** One thing that the product does to its store, and how to tell afterwards whether it was done. */
export interface Operation {
  readonly name: string
  run(store: Store): Promise<unknown>
  /** Whether the store holds all of it, or nothing of it. @throws Error for anything between */
  isDone(store: Store): Promise<boolean>
}

const SONG = { artist: null, album: null, year: null, genres: [], tags: [], durationSeconds: null, attributes: [] }
const SONGS = ['kept', 'removed', 'other']
const MODEL = {
  trainedAt: new Date(0),
  seconds: 1,
  seed: 1,
  songCount: 3,
  userCount: 3,
  interactionCount: 3,
  reviewCount: 3,
  metrics: [],
  ablation: null,
}
const ARTEFACT = new Uint8Array(700_000).map((_, index) => (index * 31) % 251)

/** What is there before the first operation: three songs, and of three users each a review, plays and a tag of each song. */
export async function prepareStore(store: Store): Promise<void> {
  await store.songs.upsert(SONGS.map(id => ({ ...SONG, id, title: `Title of ${id}` })))
  for (const userId of ['ann', 'bob', 'cas']) {
    await store.plays.record(
      SONGS.map(songId => ({ userId, songId, count: 2, playedAt: new Date(0), eventId: `first ${songId}` })),
    )
    await store.reviews.putMany(SONGS.map(songId => review(userId, songId, 'The mix is muddy.', 'mix', -0.5)))
    await store.tags.addMany(SONGS.map(songId => ({ userId, songId, tag: 'loud' })))
  }
  await store.models.put({ ...MODEL, version: 'before' }, ARTEFACT.subarray(9))
  await store.models.activate('before')
}

/** In the order in which `operations.js` runs them; none undoes another. */
export const OPERATIONS: readonly Operation[] = [
  {
    name: 'post a review',
    run: store => store.reviews.put(review('dan', 'kept', 'The vocals are gorgeous.', 'vocals', 0.5)),
    isDone: async store => {
      const stored = await store.reviews.get(reviewId('dan', 'kept'))
      const quotes = await store.reviews.quotes('kept', 'vocals', 9)
      return agree(stored !== null, quotes.length === 1, (await store.reviews.ofUser('dan')).length === 1)
    },
  },
  {
    name: 'replace a review',
    run: store => store.reviews.put(review('ann', 'kept', 'The lyrics are dull.', 'lyrics', -0.25)),
    isDone: async store => {
      const stored = await store.reviews.get(reviewId('ann', 'kept'))
      const quotes = await store.reviews.quotes('kept', 'lyrics', 9)
      return agree(stored?.text === 'The lyrics are dull.', quotes.length === 1)
    },
  },
  {
    name: 'record plays',
    run: store =>
      store.plays.record([
        { userId: 'ann', songId: 'kept', count: 5, playedAt: new Date(60_000), eventId: 'second' },
        { userId: 'dan', songId: 'kept', count: 1, playedAt: null, eventId: null },
        { userId: 'ann', songId: 'other', count: 7, playedAt: null, eventId: 'third' },
      ]),
    isDone: async store => {
      const counts = await Promise.all([
        store.plays.get('ann', 'kept'),
        store.plays.get('dan', 'kept'),
        store.plays.get('ann', 'other'),
      ])
      return agree(counts[0]?.count === 7, counts[1]?.count === 1, counts[2]?.count === 9)
    },
  },
  {
    name: 'tag a song',
    run: store => store.tags.replace('ann', 'kept', ['quiet', 'slow']),
    isDone: async store => {
      const tags = (await store.tags.ofUser('ann')).filter(({ songId }) => songId === 'kept').map(({ tag }) => tag)
      return agree(tags.includes('quiet'), tags.includes('slow'), !tags.includes('loud'))
    },
  },
  {
    name: 'remove a song',
    run: store => store.songs.remove('removed'),
    isDone: async store =>
      agree(
        (await store.songs.get('removed')) === null,
        (await store.plays.get('bob', 'removed')) === null,
        (await store.reviews.get(reviewId('bob', 'removed'))) === null,
        (await store.tags.ofUser('bob')).every(({ songId }) => songId !== 'removed'),
      ),
  },
  {
    name: 'save and activate a model',
    run: async store => {
      await store.models.put({ ...MODEL, version: 'after' }, ARTEFACT)
      await store.models.activate('after')
    },
    // Two writes: the model may be there and not be active yet, but never the reverse, and never without its artefact.
    isDone: async store => {
      const isThere = (await store.models.get('after')) !== null
      if (isThere)
        agree(true, Buffer.compare((await store.models.artefact('after')) ?? new Uint8Array(), ARTEFACT) === 0)
      const active = await store.models.activeVersion()
      if (active !== 'before') agree(true, isThere, active === 'after')
      return active === 'after'
    },
  },
]

function agree(...parts: readonly boolean[]): boolean {
  if (new Set(parts).size > 1) throw new Error(`half done: ${parts.join(', ')}`)
  return parts[0] === true
}

function review(userId: string, songId: string, text: string, aspect: string, polarity: number): Review {
  const span = { text, start: 0, end: text.length }
  const label = polarity < 0 ? 'NEGATIVE' : 'POSITIVE'
  const opinion = { canonicalAspect: aspect, polarity, label, confidence: 1, negated: false } as const
  return {
    id: reviewId(userId, songId),
    userId,
    songId,
    text,
    rating: polarity < 0 ? 2 : 4,
    analysis: {
      sentiment: { score: polarity, label, confidence: 1 },
      opinions: [{ ...opinion, aspect: span, opinion: span, sentence: span }],
      language: 'en',
      analyzerVersion: '1',
    },
    createdAt: new Date(0),
    updatedAt: new Date(0),
  }
}
