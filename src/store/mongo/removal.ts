import type { Erasure } from '../../domain/user.js'
import { pairsOf } from './keys.js'
import { countPlays } from './play-parts.js'
import { quoteIds, removeReview, reviewOf } from './review-parts.js'
import { setTags } from './tag-parts.js'
import { addToCatalogue, addToUser } from './totals.js'
import { loadCatalogue, type Unit } from './unit.js'

/** What belongs to a user and a song. */
const PARTS = ['plays', 'events', 'reviews', 'tags'] as const
type Of = { readonly songId: string } | { readonly userId: string }

export async function loadSongWithAll(unit: Unit, songId: string): Promise<void> {
  await Promise.all([
    unit.load('songs', [songId]),
    loadCatalogue(unit),
    ...PARTS.map(table => unit.loadWhere(table, { songId })),
  ])
  await loadRest(unit, { songId })
}

/** With all that goes with it. False if there is no such song. */
export function removeSongWithAll(unit: Unit, songId: string): boolean {
  if (unit.get('songs', songId) === null) return false
  removeParts(unit, { songId })
  addToCatalogue(unit, { songs: -1 })
  unit.remove('songs', songId)
  unit.noted = true
  return true
}

export async function loadUserWithAll(unit: Unit, userId: string): Promise<void> {
  await Promise.all([
    unit.load('tastes', [userId]),
    loadCatalogue(unit),
    unit.loadWhere('reviews', { userId }),
    ...(['plays', 'events', 'tags'] as const).map(table => unit.loadWhere(table, { _id: pairsOf(userId) })),
  ])
  await loadRest(unit, { userId })
}

/** All that is kept of a user but lists; null where there is nothing. */
export function removeUserWithAll(unit: Unit, userId: string): Erasure | null {
  const user = unit.get('users', userId)
  if (user === null) return null
  const { playCount, songCount, reviewCount, tagCount, hasTaste: taste } = user
  removeParts(unit, { userId })
  unit.remove('tastes', userId)
  if (taste) addToUser(unit, userId, { taste: -1 })
  return { playCount, songCount, reviewCount, tagCount, taste }
}

/** Users, songs and quotes of what was loaded. */
async function loadRest(unit: Unit, of: Of): Promise<void> {
  const parts = PARTS.flatMap(table => unit.all(table).filter(([, body]) => isOf(body, of)))
  const reviews = unit.all('reviews').filter(([, body]) => isOf(body, of))
  const users = parts.map(([, body]) => body.userId)
  await Promise.all([
    unit.load('users', 'userId' in of ? [...users, of.userId] : users),
    unit.load(
      'songs',
      parts.map(([, body]) => body.songId),
    ),
    unit.load(
      'quotes',
      reviews.flatMap(([id, body]) => quoteIds(reviewOf(id, body))),
    ),
  ])
}

/** What was loaded, and what changes before this one in the same commit have put. */
function removeParts(unit: Unit, of: Of): void {
  for (const [id, body] of unit.all('plays')) {
    if (!isOf(body, of)) continue
    countPlays(unit, body, -body.count, -1)
    unit.remove('plays', id)
  }
  for (const [id, body] of unit.all('reviews')) if (isOf(body, of)) removeReview(unit, reviewOf(id, body))
  for (const [, body] of unit.all('tags')) if (isOf(body, of)) setTags(unit, body.userId, body.songId, [])
  for (const [id, body] of unit.all('events')) if (isOf(body, of)) unit.remove('events', id)
}

function isOf(body: { readonly songId: string; readonly userId: string }, of: Of): boolean {
  return 'songId' in of ? body.songId === of.songId : body.userId === of.userId
}
