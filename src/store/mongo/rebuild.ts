import { NO_REVIEWS, type ReviewTotals, withReview } from '../../domain/totals.js'
import { quotes, reviewOf } from './review-parts.js'
import { type Bodies, CATALOGUE, type Table, type Tables } from './schema.js'
import { stream } from './stream.js'
import { noteSong, storedTotals } from './totals.js'
import type { Unit } from './unit.js'
import type { Writer } from './writer.js'

/** Songs, with all that belongs to them, in one commit. */
const SONGS_AT_ONCE = 100
const DOCUMENTS_AT_ONCE = 1_000
const OF_SONGS = ['plays', 'events', 'reviews', 'quotes', 'tags'] as const

type Counts = Omit<Bodies['users'], 'hasTaste'> & { hasTaste: boolean }
interface Tally {
  readonly users: Map<string, { -readonly [K in keyof Counts]: Counts[K] }>
  songCount: number
  playCount: number
  reviews: ReviewTotals
}

/** All totals and quotes anew, song by song, in commits of the journal: whoever reads meanwhile sees old or new ones. */
export async function rebuild(writer: Writer, tables: Tables, onProgress: (done: number) => void): Promise<void> {
  const total = Math.max(1, await tables.songs.estimatedDocumentCount())
  for (const table of OF_SONGS) await removeStray(writer, tables, table)
  const tally: Tally = { users: new Map(), songCount: 0, playCount: 0, reviews: NO_REVIEWS }
  for await (const ids of batches(tables, 'songs', SONGS_AT_ONCE)) {
    const unit = await writer.write({ weight: SONGS_AT_ONCE, load: each => loadSongs(each, ids), apply: recountSongs })
    count(tally, unit)
    onProgress((0.9 * tally.songCount) / total)
  }
  for await (const { _id } of stream(tables, 'tastes')) userIn(tally, _id).hasTaste = true
  for await (const ids of batches(tables, 'users', DOCUMENTS_AT_ONCE)) await putUsers(writer, ids, tally)
  const ids = [...tally.users.keys()]
  for (let from = 0; from < ids.length; from += DOCUMENTS_AT_ONCE) {
    await putUsers(writer, ids.slice(from, from + DOCUMENTS_AT_ONCE), tally)
  }
  const { songCount, playCount, reviews } = tally
  const catalogue = { songCount, userCount: tally.users.size, playCount, reviews: storedTotals(reviews) }
  await writer.write({
    load: unit => unit.load('catalogues', [CATALOGUE]),
    apply: unit => unit.put('catalogues', CATALOGUE, catalogue),
  })
  onProgress(1)
}

/** Takes away what belongs to no song. */
async function removeStray(writer: Writer, tables: Tables, table: (typeof OF_SONGS)[number]): Promise<void> {
  for await (const ids of batches(tables, table, DOCUMENTS_AT_ONCE)) {
    await writer.write({
      weight: ids.length,
      async load(unit) {
        await unit.load(table, ids)
        await unit.load(
          'songs',
          unit.all(table).map(([, { songId }]) => songId),
        )
      },
      apply(unit) {
        for (const [id, { songId }] of unit.all(table)) if (unit.get('songs', songId) === null) unit.remove(table, id)
      },
    })
  }
}

async function loadSongs(unit: Unit, ids: readonly string[]): Promise<void> {
  const songId = { $in: ids }
  await Promise.all([unit.load('songs', ids), ...OF_SONGS.map(table => unit.loadWhere(table, { songId }))])
  await unit.load(
    'quotes',
    unit.all('reviews').flatMap(([id, body]) => quotes(reviewOf(id, body)).map(quote => quote.id)),
  )
}

function recountSongs(unit: Unit): Unit {
  const totals = new Map<
    string,
    { playCount: number; listenerCount: number; reviews: ReviewTotals; tags: Map<string, number> }
  >()
  for (const [id] of unit.all('songs')) {
    totals.set(id, { playCount: 0, listenerCount: 0, reviews: NO_REVIEWS, tags: new Map() })
  }
  const of = (songId: string) => {
    const found = totals.get(songId)
    if (found === undefined)
      throw new Error(`the song ${JSON.stringify(songId)} was removed during the repair: repeat it`)
    return found
  }
  for (const [, { songId, count }] of unit.all('plays')) {
    of(songId).playCount += count
    of(songId).listenerCount++
  }
  const wanted = new Set<string>()
  for (const [id, body] of unit.all('reviews')) {
    of(body.songId).reviews = withReview(of(body.songId).reviews, body, 1)
    for (const quote of quotes(reviewOf(id, body))) {
      wanted.add(quote.id)
      unit.put('quotes', quote.id, quote.body)
    }
  }
  for (const [id] of unit.all('quotes')) if (!wanted.has(id)) unit.remove('quotes', id)
  for (const [, { songId, tags }] of unit.all('tags')) {
    for (const tag of tags) of(songId).tags.set(tag, (of(songId).tags.get(tag) ?? 0) + 1)
  }
  for (const [id, song] of unit.all('songs')) {
    const { playCount, listenerCount, reviews, tags } = of(id)
    const userTags = [...tags].map(([tag, users]) => ({ tag, users }))
    noteSong(unit, id, { ...song, playCount, listenerCount, reviews: storedTotals(reviews), userTags })
  }
  return unit
}

function count(tally: Tally, unit: Unit): void {
  for (const [, { playCount }] of unit.all('songs')) {
    tally.songCount++
    tally.playCount += playCount
  }
  for (const [, body] of unit.all('plays')) {
    userIn(tally, body.userId).playCount += body.count
    userIn(tally, body.userId).songCount++
  }
  for (const [, body] of unit.all('reviews')) {
    userIn(tally, body.userId).reviewCount++
    tally.reviews = withReview(tally.reviews, body, 1)
  }
  for (const [, body] of unit.all('tags')) userIn(tally, body.userId).tagCount += body.tags.length
}

function userIn({ users }: Tally, id: string) {
  let user = users.get(id)
  if (user === undefined) {
    user = { playCount: 0, songCount: 0, reviewCount: 0, tagCount: 0, hasTaste: false }
    users.set(id, user)
  }
  return user
}

function putUsers(writer: Writer, ids: readonly string[], { users }: Tally): Promise<void> {
  return writer.write({
    weight: ids.length,
    load: unit => unit.load('users', ids),
    apply(unit) {
      for (const id of ids) {
        const user = users.get(id)
        if (user === undefined) unit.remove('users', id)
        else unit.put('users', id, user)
      }
    },
  })
}

async function* batches(tables: Tables, table: Table, size: number): AsyncGenerator<string[]> {
  let ids: string[] = []
  for await (const { _id } of stream(tables, table)) {
    ids.push(_id)
    if (ids.length < size) continue
    yield ids
    ids = []
  }
  if (ids.length > 0) yield ids
}
