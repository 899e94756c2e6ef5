import { affinity } from './affinity.js'
import type { SeedSong } from './catalogue.js'
import { clamp, Random } from './random.js'
import { instantFor } from './times.js'
import type { SeedUser } from './users.js'

/** A line of plays.jsonl. */
export interface PlayLine {
  readonly userId: string
  readonly songId: string
  readonly count: number
  readonly playedAt: string
  readonly eventId: string
}

/** The songs of a user are drawn with a chance ∝ exp(affinity); counts grow with it and have a heavy tail. */
export function makePlays(users: readonly SeedUser[], songs: readonly SeedSong[]): PlayLine[] {
  return users.flatMap(user => {
    const random = new Random(`plays:${user.id}`)
    return random
      .sampleWeighted(songs, user.songs, song => affinity(user, song))
      .map((song, index) => ({
        userId: user.id,
        songId: song.song.id,
        count: drawCount(affinity(user, song), random),
        playedAt: instantFor(song, random),
        eventId: `${user.id}-p${index + 1}`,
      }))
  })
}

function drawCount(level: number, random: Random): number {
  return Math.round(clamp(Math.exp(0.55 + 0.42 * level + 1.05 * random.normal()), 1, 500))
}

/** The songs that each user played, in the order of the plays. */
export function songsPlayed(plays: readonly PlayLine[], songs: readonly SeedSong[]): Map<string, SeedSong[]> {
  const byId = new Map(songs.map(song => [song.song.id, song]))
  const played = new Map<string, SeedSong[]>()
  for (const { userId, songId } of plays) {
    const song = byId.get(songId)
    if (song === undefined) continue
    const list = played.get(userId)
    if (list === undefined) played.set(userId, [song])
    else list.push(song)
  }
  return played
}
