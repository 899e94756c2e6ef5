import type { SeedSong } from './catalogue.js'
import { ASPECTS } from './genres.js'
import type { SeedUser } from './users.js'

/** How well a song's aspects suit what the user listens for: mean quality weighted by their weights; in [-1, 1]. */
export function aspectMatch(user: SeedUser, song: SeedSong): number {
  let sum = 0
  let weights = 0
  for (const aspect of ASPECTS) {
    const quality = song.latent.aspects[aspect]
    if (quality === undefined) continue
    sum += user.latent.aspects[aspect] * quality
    weights += user.latent.aspects[aspect]
  }
  return sum / weights
}

/** Taste for the song's genres; a second genre counts a quarter; in [-1, 1]. */
export function genreTaste(user: SeedUser, song: SeedSong): number {
  const [first, second] = song.song.genres.map(genre => user.latent.genres[genre as SeedSong['genre']])
  return second === undefined ? first : 0.75 * first + 0.25 * second
}

/** Distance in years from the user's era, 0 (theirs) to -1 (30 years and more away). */
export function eraTaste(user: SeedUser, song: SeedSong): number {
  return -Math.min(1, Math.abs((song.song.year ?? user.latent.era) - user.latent.era) / 30)
}

/** What a user would play, before chance: the larger, the likelier and the more often. The best list sorts by it. */
export function affinity(user: SeedUser, song: SeedSong): number {
  return (
    2.4 * genreTaste(user, song) +
    3 * aspectMatch(user, song) +
    0.7 * eraTaste(user, song) +
    0.5 * song.latent.popularity
  )
}

/** What a user would rate, before chance, on the scale of stars; not cut to it. Fame and era do not count here. */
export function liking(user: SeedUser, song: SeedSong): number {
  return 2.65 + 0.6 * genreTaste(user, song) + 2.8 * aspectMatch(user, song)
}
