import { isDeepStrictEqual } from 'node:util'
import { NO_REVIEWS, NO_TOTALS, type ReviewTotals, type SongTotals, withReview } from '../domain/totals.js'
import type { Store } from '../store/ports.js'

/** What is in a store, counted one by one, and what of its totals differs from that. */
export interface Recount {
  readonly songs: number
  readonly users: number
  readonly plays: number
  readonly playCounts: number
  readonly reviews: number
  readonly tags: number
  readonly faults: readonly { readonly what: string; readonly count: number }[]
}

/** Songs whose totals are read at a time. */
const BATCH = 500

interface UserCounts {
  playCount: number
  songCount: number
  reviewCount: number
  tagCount: number
}

/**
 * Goes through everything in the store once. What it keeps in memory is a total for each song and a count for each user.
 * What is written meanwhile may show as a difference: stop other writers first.
 */
export async function recountOf(store: Store, onProgress: (step: string, done: number) => void): Promise<Recount> {
  const songs = new Map<string, SongTotals>()
  const users = new Map<string, UserCounts>()
  let ofReviews: ReviewTotals = NO_REVIEWS
  let [plays, playCounts, reviews, tags] = [0, 0, 0, 0]
  const faults = new Map<string, number>()
  const fault = (what: string) => faults.set(what, (faults.get(what) ?? 0) + 1)
  const user = (id: string): UserCounts => {
    const known = users.get(id)
    if (known) return known
    const counts = { playCount: 0, songCount: 0, reviewCount: 0, tagCount: 0 }
    users.set(id, counts)
    return counts
  }
  const told = await store.songs.catalogueTotals()

  onProgress('counting songs', 0)
  for await (const { id } of store.songs.all()) songs.set(id, NO_TOTALS)
  for await (const { userId, songId, count } of store.plays.all()) {
    if (++playCounts % 1_000 === 0) onProgress('counting plays', Math.min(0.5, (plays / (told.playCount + 1)) * 0.5))
    plays += count
    const song = songs.get(songId)
    if (!song) {
      fault('plays of songs that are not there')
      continue
    }
    songs.set(songId, { ...song, playCount: song.playCount + count, listenerCount: song.listenerCount + 1 })
    const counts = user(userId)
    counts.playCount += count
    counts.songCount++
  }
  for await (const { songId } of store.plays.events()) {
    if (!songs.has(songId)) fault('play events of songs that are not there')
  }
  for await (const review of store.reviews.all()) {
    if (++reviews % 100 === 0) onProgress('counting reviews', 0.6)
    const song = songs.get(review.songId)
    if (!song) {
      fault('reviews of songs that are not there')
      continue
    }
    songs.set(review.songId, withReview(song, review, 1))
    ofReviews = withReview(ofReviews, review, 1)
    user(review.userId).reviewCount++
  }
  for await (const { userId, songId, tag } of store.tags.all()) {
    tags++
    const song = songs.get(songId)
    if (!song) {
      fault('tags of songs that are not there')
      continue
    }
    songs.set(songId, { ...song, tags: withTag(song.tags, tag) })
    user(userId).tagCount++
  }
  for await (const { userId } of store.tastes.all()) user(userId)

  const ids = [...songs.keys()]
  for (let from = 0; from < ids.length; from += BATCH) {
    onProgress('comparing totals', 0.8 + (0.1 * from) / ids.length)
    const batch = ids.slice(from, from + BATCH)
    const totals = await store.songs.totalsMany(batch)
    for (const [index, id] of batch.entries()) {
      if (!isDeepStrictEqual(comparable(totals[index]), comparable(songs.get(id))))
        fault('songs whose totals differ from a recount')
    }
  }
  let compared = 0
  for (const [id, counts] of users) {
    if (compared++ % 100 === 0) onProgress('comparing users', 0.9 + (0.1 * compared) / users.size)
    const found = await store.users.get(id)
    if (!isDeepStrictEqual(found, { id, ...counts })) fault('users whose counts differ from a recount')
  }
  const playsOfSongs = [...songs.values()].reduce((sum, { playCount }) => sum + playCount, 0)
  const counted = { ...ofReviews, songCount: songs.size, userCount: users.size, playCount: playsOfSongs }
  if (!isDeepStrictEqual({ ...told }, counted)) fault('totals of the whole catalogue that differ from a recount')
  return {
    songs: songs.size,
    users: users.size,
    plays,
    playCounts,
    reviews,
    tags,
    faults: [...faults].map(([what, count]) => ({ what, count })),
  }
}

function withTag(tags: SongTotals['tags'], tag: string): SongTotals['tags'] {
  if (!tags.some(each => each.tag === tag)) return [...tags, { tag, users: 1 }]
  return tags.map(each => (each.tag === tag ? { tag, users: each.users + 1 } : each))
}

/** Tags come in no particular order. */
function comparable(totals: SongTotals | undefined): object {
  return { ...totals, tags: (totals?.tags ?? []).toSorted((a, b) => (a.tag < b.tag ? -1 : 1)) }
}
