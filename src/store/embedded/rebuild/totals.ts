import { isDeepStrictEqual } from 'node:util'
import { NO_REVIEWS, type ReviewTotals, withReview } from '../../../domain/totals.js'
import type { SongPlays, Tables, UserCounts } from '../schema.js'
import { type Pass, pass } from './pass.js'
import type { Fix } from './sweep.js'

/** Counts anew what is kept of songs, users and the catalogue, from indexes that are right. */
export function totals(tables: Tables): Pass[] {
  const { songs, users, plays, reviews, tags, tastes } = tables
  const missing = (id: string) => (users.has(id) ? null : fixOfUser(tables, id))
  return [
    pass(songs, ({ key }) => fixOfSong(tables, key[0])),
    pass(users, ({ key }) => fixOfUser(tables, key[0])),
    pass(plays, ({ key }) => missing(key[0])),
    pass(reviews, ({ value }) => missing(value.userId)),
    pass(tags, ({ key }) => missing(key[0])),
    pass(tastes, ({ key }) => missing(key[0])),
    ...catalogue(tables),
  ]
}

/** What is put right is noted as a change, so that who keeps a view of the songs reads them again. */
function fixOfSong(tables: Tables, id: string): Fix | null {
  const { songPlays, songReviews, songTags, changes, playLog } = tables
  const [ofPlays, ofReviews, ofTags] = [playsOf(tables, id), reviewsOf(tables, id), tagsOf(tables, id)]
  const playsAreRight = isDeepStrictEqual(songPlays.get(id) ?? [0, 0], ofPlays)
  const restIsRight =
    changes.has(id) &&
    isDeepStrictEqual(songReviews.get(id) ?? NO_REVIEWS, ofReviews) &&
    isDeepStrictEqual(sorted(songTags.get(id) ?? []), ofTags)
  if (playsAreRight && restIsRight) return null
  return () => {
    if (ofPlays[1] > 0) songPlays.put([id], ofPlays)
    else songPlays.remove(id)
    if (ofReviews.reviewCount > 0) songReviews.put([id], ofReviews)
    else songReviews.remove(id)
    if (ofTags.length > 0) songTags.put([id], ofTags)
    else songTags.remove(id)
    if (!playsAreRight) playLog.note([id])
    if (!restIsRight) changes.note([id])
  }
}

function playsOf({ playsOfSong, plays }: Tables, songId: string): SongPlays {
  let [count, listeners, last] = [0, 0, '']
  for (const { key } of playsOfSong.range([songId])) {
    const [, userId] = key
    // A pair may have several rows, one after another. No user id is empty.
    if (userId === last) continue
    last = userId
    const ofPair = plays.get(userId, songId)?.[0]
    if (ofPair === undefined) continue
    count += ofPair
    listeners++
  }
  return [count, listeners]
}

function reviewsOf({ reviewsOfSong, reviews }: Tables, songId: string): ReviewTotals {
  let sum = NO_REVIEWS
  for (const { key } of reviewsOfSong.range([songId])) {
    const review = reviews.get(key[2])
    if (review) sum = withReview(sum, review, 1)
  }
  return sum
}

function tagsOf({ taggers, tags }: Tables, songId: string): (readonly [string, number])[] {
  const users = new Map<string, number>()
  for (const { key } of taggers.range([songId])) {
    for (const tag of tags.get(key[1], songId) ?? []) users.set(tag, (users.get(tag) ?? 0) + 1)
  }
  return sorted([...users])
}

function sorted(counts: readonly (readonly [string, number])[]): (readonly [string, number])[] {
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
}

function fixOfUser({ users, plays, reviewsOfUser, tags, tastes }: Tables, id: string): Fix | null {
  let [count, songs, reviews, tagged] = [0, 0, 0, 0]
  for (const { value } of plays.range([id])) {
    count += value[0]
    songs++
  }
  for (const _ of reviewsOfUser.range([id])) reviews++
  for (const { value } of tags.range([id])) tagged += value.length
  const counts: UserCounts = [count, songs, reviews, tagged, tastes.has(id) ? 1 : 0]
  const exists = counts.some(each => each > 0)
  if (isDeepStrictEqual(users.get(id), exists ? counts : undefined)) return null
  return () => (exists ? users.put([id], counts) : users.remove(id))
}

function catalogue(tables: Tables): Pass[] {
  const { songs, users, reviews, changes, catalogueCounts, catalogueReviews } = tables
  let [songCount, userCount, playCount] = [0, 0, 0]
  let ofReviews = NO_REVIEWS
  return [
    pass(songs, () => {
      songCount++
      return null
    }),
    pass(users, ({ value }) => {
      userCount++
      playCount += value[0]
      return null
    }),
    pass(reviews, ({ value }) => {
      ofReviews = withReview(ofReviews, value, 1)
      return null
    }),
    {
      entries: 0,
      run: sweep =>
        sweep.once(() => {
          catalogueCounts.put([''], [songCount, userCount, playCount])
          catalogueReviews.put([''], ofReviews)
          changes.mend()
        }),
    },
  ]
}
