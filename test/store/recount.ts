import { isDeepStrictEqual } from 'node:util'
import { quotesOf } from '../../src/domain/quotes.js'
import type { Quote, Review } from '../../src/domain/review.js'
import { type CatalogueTotals, NO_REVIEWS, NO_TOTALS, type SongTotals, withReview } from '../../src/domain/totals.js'
import type { User } from '../../src/domain/user.js'
import type { Store } from '../../src/store/ports.js'
import { collect } from './contract/harness.js'

/** Everything that a store keeps a running count of, or an index. */
export interface Totals {
  readonly catalogue: CatalogueTotals
  readonly songs: ReadonlyMap<string, SongTotals>
  readonly users: ReadonlyMap<string, User>
  /** By song id and aspect, as JSON. */
  readonly quotes: ReadonlyMap<string, readonly Quote[]>
}

/**
 * The totals worked out from the streams alone.
 * @param withTaste users who set a taste: no stream tells of them
 */
export async function recount(store: Store, withTaste: readonly string[] = []): Promise<Totals> {
  const songs = new Map((await collect(store.songs.all())).map(song => [song.id, NO_TOTALS]))
  const users = new Map<string, User>()
  let catalogue: CatalogueTotals = { ...NO_REVIEWS, songCount: songs.size, userCount: 0, playCount: 0 }
  const addToUser = (id: string, add: (user: User) => Partial<User>) => {
    const user = users.get(id) ?? { id, playCount: 0, songCount: 0, reviewCount: 0, tagCount: 0 }
    users.set(id, { ...user, ...add(user) })
  }
  const addToSong = (id: string, add: (totals: SongTotals) => SongTotals) => {
    const totals = songs.get(id)
    if (totals === undefined) throw new Error(`there is an entry of the song ${JSON.stringify(id)}, which is not there`)
    songs.set(id, add(totals))
  }

  for (const id of withTaste) addToUser(id, () => ({}))
  for await (const { userId, songId, count } of store.plays.all()) {
    addToUser(userId, user => ({ playCount: user.playCount + count, songCount: user.songCount + 1 }))
    addToSong(songId, totals => ({
      ...totals,
      playCount: totals.playCount + count,
      listenerCount: totals.listenerCount + 1,
    }))
    catalogue = { ...catalogue, playCount: catalogue.playCount + count }
  }
  for await (const { userId, songId, tag } of store.tags.all()) {
    addToUser(userId, user => ({ tagCount: user.tagCount + 1 }))
    addToSong(songId, totals => ({ ...totals, tags: withTag(totals.tags, tag) }))
  }
  const reviews = await collect(store.reviews.all())
  for (const review of reviews) {
    addToUser(review.userId, user => ({ reviewCount: user.reviewCount + 1 }))
    addToSong(review.songId, totals => withReview(totals, review, 1))
    catalogue = withReview(catalogue, review, 1)
  }
  catalogue = { ...catalogue, userCount: users.size }
  return {
    catalogue,
    songs: new Map([...songs].map(([id, totals]) => [id, sorted(totals)])),
    users,
    quotes: quotes(reviews),
  }
}

/** The totals that the store tells, of the songs, users and aspects that `counted` knows. */
export async function told(store: Store, counted: Totals): Promise<Totals> {
  const songs = new Map<string, SongTotals>()
  const ids = [...counted.songs.keys()]
  const totals = await store.songs.totalsMany(ids)
  for (const [index, id] of ids.entries()) {
    const one = sorted(await store.songs.totals(id))
    if (!isDeepStrictEqual(one, sorted(totals[index] ?? NO_TOTALS)))
      throw new Error(`two totals of ${JSON.stringify(id)}`)
    songs.set(id, one)
  }
  const users = new Map<string, User>()
  for (const id of counted.users.keys()) {
    const user = await store.users.get(id)
    if (user !== null) users.set(id, user)
  }
  const told = new Map<string, readonly Quote[]>()
  for (const key of counted.quotes.keys()) {
    const [songId, aspect] = JSON.parse(key) as [string, string]
    told.set(key, await store.reviews.quotes(songId, aspect, 1_000_000))
  }
  return { catalogue: await store.songs.catalogueTotals(), songs, users, quotes: told }
}

function quotes(reviews: readonly Review[]): Map<string, Quote[]> {
  const entries = reviews.flatMap(review => quotesOf(review).map(each => ({ ...each, songId: review.songId })))
  entries.sort((a, b) => b.strength - a.strength || (a.quote.reviewId < b.quote.reviewId ? -1 : 1))
  const grouped = new Map<string, Quote[]>()
  for (const { songId, aspect, quote } of entries) {
    const key = JSON.stringify([songId, aspect])
    grouped.set(key, [...(grouped.get(key) ?? []), quote])
  }
  return grouped
}

function withTag(tags: SongTotals['tags'], tag: string): SongTotals['tags'] {
  if (!tags.some(each => each.tag === tag)) return [...tags, { tag, users: 1 }]
  return tags.map(each => (each.tag === tag ? { tag, users: each.users + 1 } : each))
}

/** Tags come in no particular order. */
function sorted(totals: SongTotals): SongTotals {
  return { ...totals, tags: [...totals.tags].sort((a, b) => (a.tag < b.tag ? -1 : 1)) }
}
