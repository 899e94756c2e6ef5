import type { Conflict } from '../domain/profile.js'
import type { UserHistory } from './user-history.js'

/** Fewer plays than this are never heavy: a song may be given that many chances before it is disliked. */
const HEAVY_PLAYS = 5
/** From this score on a review is a rave: most reviews are positive, and praise alone is no promise to play. */
const RAVE = 0.8
/** With fewer songs played, quartiles say nothing of what this user plays little. */
const SONGS_PLAYED = 8
/** A song that they love but play little gets at most one play for this many of a favourite. */
const LITTLE = 10

/**
 * Songs of which plays and review say opposite things: a review labelled NEGATIVE of a song played HEAVY_PLAYS times or
 * more and not less than their upper quartile; or, of those who played SONGS_PLAYED songs or more, a rave of a song
 * played not more than their lower quartile, with LITTLE times its plays (taken as 1 if it has none) within their upper
 * one. Quartiles are by nearest rank over the songs they played. Strongest sentiment first; ties by song id.
 */
export function conflicts({ plays, reviews }: UserHistory): Conflict[] {
  const counts = plays.map(play => play.count).sort((a, b) => a - b)
  const quartile = (q: 1 | 3) => counts[Math.ceil((counts.length * q) / 4) - 1] ?? 0
  const [low, high] = [quartile(1), quartile(3)]
  const played = new Map(plays.map(play => [play.songId, play.count]))
  const found: Conflict[] = []
  for (const { songId, analysis } of reviews) {
    const { label, score } = analysis.sentiment
    const playCount = played.get(songId) ?? 0
    if (label === 'NEGATIVE' && playCount >= HEAVY_PLAYS && playCount >= high) {
      const text = `Played ${playCount} times, as much as their favourites, yet the review is negative.`
      found.push({ songId, playCount, sentiment: score, text })
    }
    const isLittle = playCount <= low && Math.max(1, playCount) * LITTLE <= high
    if (label === 'POSITIVE' && score >= RAVE && counts.length >= SONGS_PLAYED && isLittle) {
      const often = playCount === 0 ? 'Never played' : playCount === 1 ? 'Played once' : `Played ${playCount} times`
      const text = `${often}, far less than their favourites, yet the review is very positive.`
      found.push({ songId, playCount, sentiment: score, text })
    }
  }
  return found.sort((a, b) => Math.abs(b.sentiment) - Math.abs(a.sentiment) || (a.songId < b.songId ? -1 : 1))
}
