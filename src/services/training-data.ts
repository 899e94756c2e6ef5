import { OperatorError } from '../domain/errors.js'
import type { Review, ReviewAnalysis } from '../domain/review.js'
import type { TrainingData, TrainingReview } from '../domain/training-data.js'
import { openSource } from '../importers/formats.js'
import { termsOf } from '../recommender/text/terms.js'
import type { Store } from '../store/ports.js'
import { TrainingDataBuilder } from './training-data-builder.js'

/** Where public data lie. `meta`: the side file; null to look for one beside the path. */
export interface TrainingSource {
  readonly format: string
  readonly path: string
  readonly meta: string | null
}

/**
 * All records of a public format, without a store. Bad lines are passed over; a song without metadata has its id as title.
 * Repeated event ids of a user count once.
 * @param analyze reads each review; null where reviews are not used: they have sentiment 0 and no opinions then
 * @param withTerms also keeps the words of each review, which take as much memory as its text
 * @param withTimes also keeps when things were
 * @throws OperatorError for a path that is not what the format expects, or has no good line in it
 */
export async function readTrainingData(
  { format, path, meta }: TrainingSource,
  analyze: ((text: string) => ReviewAnalysis) | null,
  { withTerms = false, withTimes = false } = {},
): Promise<TrainingData> {
  const builder = new TrainingDataBuilder(withTimes)
  const events = new Map<string, Set<string>>()
  let firstBad = ''
  let good = 0
  for await (const item of (await openSource(format, path, meta)).items) {
    if (item.kind === 'song') builder.addSong(item.song, item.placeholder)
    else if (item.kind === 'play') {
      const { userId, songId, count, eventId, playedAt } = item.play
      if (eventId === null || isNew(events, userId, eventId)) builder.addPlays(userId, songId, count, playedAt)
    } else if (item.kind === 'review') {
      const { userId, songId, text, rating, createdAt } = item.review
      const read = analyze ? learnt(analyze(text)) : NOTHING_LEARNT
      builder.addReview(userId, songId, {
        rating,
        ...read,
        ...(withTerms && { terms: termsOf(text) }),
        ...(withTimes && createdAt && { at: createdAt.getTime() }),
      })
    } else if (item.kind === 'tags') {
      const { userId, songId, tags } = item.tags
      for (const tag of tags) builder.addTag(userId, songId, tag)
    } else {
      if (item.kind === 'bad') firstBad ||= `; ${item.file}:${item.line}: ${item.message}`
      continue
    }
    good++
  }
  if (good === 0) throw new OperatorError(`${path} has nothing of the format ${format} in it${firstBad}`)
  return builder.build()
}

/**
 * All that the store holds: songs in the order of `songs.all`, users by id. What is said of a song removed meanwhile is left out.
 * @param onReview sees each review on the way
 */
export async function trainingDataOf(
  store: Store,
  onReview: (review: Review) => void = () => {},
): Promise<TrainingData> {
  const builder = new TrainingDataBuilder(true)
  for await (const song of store.songs.all()) builder.addSong(song)
  for await (const { userId, songId, count, lastPlayedAt } of store.plays.all()) {
    if (builder.hasSong(songId)) builder.addPlays(userId, songId, count, lastPlayedAt)
  }
  for await (const review of store.reviews.all()) {
    const { userId, songId, rating, text, analysis, createdAt } = review
    onReview(review)
    if (!builder.hasSong(songId)) continue
    const told = { rating, ...learnt(analysis), terms: termsOf(text), at: createdAt.getTime() }
    builder.addReview(userId, songId, told)
  }
  for await (const { userId, songId, tag } of store.tags.all()) {
    if (builder.hasSong(songId)) builder.addTag(userId, songId, tag)
  }
  return withUsersById(builder.build())
}

/** Plays come by user, reviews do not: without this the order of users would hang on which of them have plays. */
function withUsersById(data: TrainingData): TrainingData {
  const order = data.userIds.map((_, index) => index).sort((a, b) => (data.userIds[a] < data.userIds[b] ? -1 : 1))
  const rank = new Uint32Array(order.length)
  for (const [index, user] of order.entries()) rank[user] = index
  const ranked = (users: Uint32Array) => users.map(user => rank[user])
  return {
    ...data,
    userIds: order.map(user => data.userIds[user]),
    plays: { ...data.plays, user: ranked(data.plays.user) },
    reviews: data.reviews.map(review => ({ ...review, user: rank[review.user] })),
    tags: { ...data.tags, user: ranked(data.tags.user) },
  }
}

const NOTHING_LEARNT: Pick<TrainingReview, 'sentiment' | 'opinions'> = { sentiment: 0, opinions: [] }

/** Of an analysis, what training uses. */
function learnt({ sentiment, opinions }: ReviewAnalysis): Pick<TrainingReview, 'sentiment' | 'opinions'> {
  return {
    sentiment: sentiment.score,
    opinions: opinions.flatMap(({ canonicalAspect: aspect, polarity }) =>
      aspect === null ? [] : [{ aspect, polarity }],
    ),
  }
}

/** Remembers an event id of a user. */
function isNew(events: Map<string, Set<string>>, userId: string, eventId: string): boolean {
  const known = events.get(userId) ?? new Set()
  events.set(userId, known)
  return known.size < known.add(eventId).size
}
