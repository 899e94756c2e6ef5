import { compareText } from '../common/text-order.js'
import { pairKey } from './keys.js'
import { addToUser, noteSong } from './totals.js'
import type { Unit } from './unit.js'

/** Sets a user's tags of a song that is there; false if they are those that are there already. */
export function setTags(unit: Unit, userId: string, songId: string, given: readonly string[]): boolean {
  const song = unit.get('songs', songId)
  const id = pairKey(userId, songId)
  const before = new Set(unit.get('tags', id)?.tags)
  const after = new Set(given)
  if (song === null || (before.size === after.size && given.every(tag => before.has(tag)))) return false
  if (after.size === 0) unit.remove('tags', id)
  else unit.put('tags', id, { userId, songId, tags: [...after].sort(compareText) })
  const users = new Map(song.userTags.map(({ tag, users }) => [tag, users]))
  for (const tag of before) users.set(tag, (users.get(tag) ?? 0) - 1)
  for (const tag of after) users.set(tag, (users.get(tag) ?? 0) + 1)
  const userTags = [...users].filter(([, count]) => count > 0).map(([tag, count]) => ({ tag, users: count }))
  noteSong(unit, songId, { ...song, userTags })
  addToUser(unit, userId, { tags: after.size - before.size })
  return true
}
