import { NO_REVIEWS, type ReviewTotals, type SongTotals } from '../../domain/totals.js'
import type { User } from '../../domain/user.js'
import { type Bodies, CATALOGUE, type StoredReviewTotals } from './schema.js'
import type { Unit } from './unit.js'

export const NO_STORED_REVIEWS: StoredReviewTotals = storedTotals(NO_REVIEWS)
const NOTHING: Bodies['catalogues'] = { songCount: 0, userCount: 0, playCount: 0, reviews: NO_STORED_REVIEWS }
const NOBODY: Bodies['users'] = { playCount: 0, songCount: 0, reviewCount: 0, tagCount: 0, hasTaste: false }

export function storedTotals({ aspects, ...totals }: ReviewTotals): StoredReviewTotals {
  const list = Object.entries(aspects).map(([aspect, each]) => ({ aspect, ...each }))
  return { ...totals, aspects: list }
}

export function reviewTotals({ aspects, ...totals }: StoredReviewTotals): ReviewTotals {
  return { ...totals, aspects: Object.fromEntries(aspects.map(({ aspect, ...each }) => [aspect, each])) }
}

export function songTotals({ reviews, playCount, listenerCount, userTags }: Bodies['songs']): SongTotals {
  return { ...reviewTotals(reviews), playCount, listenerCount, tags: userTags }
}

export function userOf(id: string, { playCount, songCount, reviewCount, tagCount }: Bodies['users']): User {
  return { id, playCount, songCount, reviewCount, tagCount }
}

export function catalogueOf(unit: Unit): Bodies['catalogues'] {
  return unit.get('catalogues', CATALOGUE) ?? NOTHING
}

/** A user is there while any of the counts is above zero or there is a taste. */
export function addToUser(unit: Unit, id: string, { plays = 0, songs = 0, reviews = 0, tags = 0, taste = 0 }): void {
  const before = unit.get('users', id)
  const old = before ?? NOBODY
  const user = {
    playCount: old.playCount + plays,
    songCount: old.songCount + songs,
    reviewCount: old.reviewCount + reviews,
    tagCount: old.tagCount + tags,
    hasTaste: taste === 0 ? old.hasTaste : taste > 0,
  }
  const exists = user.hasTaste || user.playCount + user.songCount + user.reviewCount + user.tagCount > 0
  if (exists) unit.put('users', id, user)
  else unit.remove('users', id)
  addToCatalogue(unit, { users: Number(exists) - Number(before !== null), plays })
}

export function addToCatalogue(unit: Unit, { songs = 0, users = 0, plays = 0 }): void {
  if (songs === 0 && users === 0 && plays === 0) return
  const before = catalogueOf(unit)
  unit.put('catalogues', CATALOGUE, {
    ...before,
    songCount: before.songCount + songs,
    userCount: before.userCount + users,
    playCount: before.playCount + plays,
  })
}

/** Marks the song for `changes`. */
export function noteSong(unit: Unit, id: string, song: Bodies['songs']): void {
  unit.noted = true
  unit.put('songs', id, { ...song, changed: unit.seq })
}
