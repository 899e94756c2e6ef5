import type { PlayCount } from '../domain/play.js'
import type { PresentContext } from '../domain/recommendation.js'
import { MOST_RECENT } from '../recommender/context.js'
import { type SongVector, songVector } from '../recommender/interactions.js'
import { interactionValue } from '../recommender/reviewed-interactions.js'
import type { SongSequence } from '../recommender/sequences.js'
import { type HourlySongs, hourlySongs } from '../recommender/time-of-day.js'

/** A song whose last play is further back than this was of another session. */
const SESSION_MS = 2 * 3_600_000

/** The songs of the present session, oldest first, each at its last place; none without a context. */
export function presentSession(
  context: PresentContext | null | undefined,
  plays: readonly PlayCount[],
  now: Date,
): readonly string[] {
  if (!context) return []
  const ids = context.recentSongIds ?? playedShortlyBefore(context.at ?? now, plays)
  return [...new Set(ids.toReversed())].reverse()
}

function playedShortlyBefore(at: Date, plays: readonly PlayCount[]): string[] {
  const end = at.getTime()
  return plays
    .map(({ songId, lastPlayedAt }) => ({ songId, time: lastPlayedAt?.getTime() ?? Number.NaN }))
    .filter(({ time }) => time > end - SESSION_MS && time <= end)
    .sort((a, b) => a.time - b.time || (a.songId < b.songId ? -1 : 1))
    .map(({ songId }) => songId)
}

/** The same as a model sees it: its last songs among those that the model knows, each a step of its own. */
export function sessionSequence(session: readonly string[], index: ReadonlyMap<string, number>): SongSequence {
  const known = session.flatMap(id => index.get(id) ?? []).slice(-MOST_RECENT)
  return { songs: Uint32Array.from(known), steps: Uint32Array.from(known.keys()) }
}

/** The songs that a model knows of those played, beside the present hour; null without a context, or where that tells nothing. */
export function hourlyPlays(
  context: PresentContext | null | undefined,
  plays: readonly PlayCount[],
  index: ReadonlyMap<string, number>,
  now: Date,
): HourlySongs | null {
  if (!context) return null
  const timed = plays.flatMap(({ songId, lastPlayedAt }) => {
    const song = index.get(songId)
    return song !== undefined && lastPlayedAt ? [[song, lastPlayedAt.getTime()] as const] : []
  })
  return hourlySongs(timed, (context.at ?? now).getTime())
}

/** The history of somebody of whom nothing else is known: each song of the session played once. */
export function sessionHistory({ songs }: SongSequence): SongVector {
  return songVector(Array.from(songs, song => [song, interactionValue(1, null)]))
}
