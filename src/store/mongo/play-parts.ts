import type { PlayCount } from '../../domain/play.js'
import type { Bodies } from './schema.js'
import { addToUser } from './totals.js'
import type { Unit } from './unit.js'

export function playCount({ userId, songId, count, lastPlayedAt }: Bodies['plays']): PlayCount {
  return { userId, songId, count, lastPlayedAt }
}

/** Changes the totals of song, user and catalogue. */
export function countPlays(unit: Unit, { userId, songId }: PlayCount, plays: number, pairs: number): void {
  const song = unit.get('songs', songId)
  if (song !== null) {
    const totals = { playCount: song.playCount + plays, listenerCount: song.listenerCount + pairs }
    unit.put('songs', songId, { ...song, ...totals })
  }
  addToUser(unit, userId, { plays, songs: pairs })
}
