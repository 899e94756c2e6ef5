import { isDeepStrictEqual } from 'node:util'
import type { Review } from '../../../domain/review.js'
import { eventDigest } from '../plays.js'
import { undated } from '../records.js'
import { quoteEntries } from '../reviews.js'
import type { Tables } from '../schema.js'
import { type Pass, pass, without } from './pass.js'
import type { Fix } from './sweep.js'

/** Takes away rows of indexes that lead nowhere, then adds those that are missing. */
export function indexes(tables: Tables): Pass[] {
  return [...stale(tables), ...missing(tables)]
}

function stale(tables: Tables): Pass[] {
  const { plays, events, playsOfSong, reviews, reviewsOfSong, reviewsOfUser, quotes, tags, taggers } = tables
  const { keptLists, keptByAge, keptOfUser } = tables
  return [
    without(playsOfSong, ({ key: [songId, userId, digest], value: eventId }) =>
      digest === ''
        ? !plays.has(userId, songId)
        : events.get(userId, eventId) !== songId || eventDigest(eventId) !== digest,
    ),
    without(reviewsOfSong, ({ key: [songId, minusCreatedAt, id] }) => {
      const review = reviews.get(id)
      return review?.songId !== songId || -review.createdAt !== minusCreatedAt
    }),
    without(reviewsOfUser, ({ key: [userId, minusCreatedAt, id] }) => {
      const review = reviews.get(id)
      return review?.userId !== userId || -review.createdAt !== minusCreatedAt
    }),
    without(quotes, ({ key, value }) => {
      const record = reviews.get(value.reviewId)
      return !record || !quoteRows(record).some(row => isDeepStrictEqual(row, { key, quote: value }))
    }),
    without(taggers, ({ key: [songId, userId] }) => !tags.has(userId, songId)),
    without(keptByAge, ({ key: [answeredAt, id] }) => keptLists.get(id)?.[0] !== answeredAt),
    without(keptOfUser, ({ key: [userId, id] }) => keptLists.get(id)?.[1] !== userId),
  ]
}

function missing(tables: Tables): Pass[] {
  const { plays, events, playsOfSong, reviews, reviewsOfSong, reviewsOfUser, quotes, tags, taggers } = tables
  const { keptLists, keptByAge, keptOfUser, meta } = tables
  let lists = 0
  return [
    pass(events, ({ key: [userId, eventId], value: songId }) => {
      const key = [songId, userId, eventDigest(eventId)] as [string, string, string]
      return playsOfSong.has(...key) ? null : () => playsOfSong.put(key, eventId)
    }),
    // After the events: a pair has a row of its own only where it has none of an event.
    pass(plays, ({ key: [userId, songId] }) => {
      const [row] = playsOfSong.range([songId, userId], { limit: 1 })
      return row ? null : () => playsOfSong.put([songId, userId, ''], '')
    }),
    pass(reviews, ({ value: record }) => {
      const { id, songId, userId, createdAt } = record
      const fixes: Fix[] = []
      if (!reviewsOfSong.has(songId, -createdAt, id)) fixes.push(() => reviewsOfSong.put([songId, -createdAt, id], 1))
      if (!reviewsOfUser.has(userId, -createdAt, id)) fixes.push(() => reviewsOfUser.put([userId, -createdAt, id], 1))
      for (const { key, quote } of quoteRows(record)) {
        if (!quotes.has(...key)) fixes.push(() => quotes.put(key, quote))
      }
      return allOf(fixes)
    }),
    pass(tags, ({ key: [userId, songId] }) =>
      taggers.has(songId, userId) ? null : () => taggers.put([songId, userId], 1),
    ),
    pass(keptLists, ({ key: [id], value: [answeredAt, userId] }) => {
      lists++
      const fixes: Fix[] = []
      if (!keptByAge.has(answeredAt, id)) fixes.push(() => keptByAge.put([answeredAt, id], 1))
      if (!keptOfUser.has(userId, id)) fixes.push(() => keptOfUser.put([userId, id], 1))
      return allOf(fixes)
    }),
    { entries: 0, run: sweep => sweep.once(() => meta.put(['keptLists'], lists)) },
  ]
}

function allOf(fixes: readonly Fix[]): Fix | null {
  if (fixes.length === 0) return null
  return () => {
    for (const fix of fixes) fix()
  }
}

function quoteRows(record: Parameters<Tables['reviews']['put']>[1]) {
  return quoteEntries(undated<Review, 'createdAt' | 'updatedAt'>(record, ['createdAt', 'updatedAt']))
}
