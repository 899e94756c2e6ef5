import { liking } from '../affinity.js'
import type { SeedSong } from '../catalogue.js'
import { ASPECTS, type AspectName } from '../genres.js'
import { type PlayLine, songsPlayed } from '../plays.js'
import { clamp, Random } from '../random.js'
import { instantFor } from '../times.js'
import type { SeedUser } from '../users.js'

export type Tone = 'good' | 'even' | 'bad'

/** What a review has to say, before it is put into words. */
export interface ReviewPlan {
  readonly user: SeedUser
  readonly song: SeedSong
  /** 0.5–5 in steps of 0.5; the verdict follows it. */
  readonly stars: number
  /** False: the user left the stars out. */
  readonly showsStars: boolean
  readonly tone: Tone
  /** Heavily played all the same. */
  readonly conflict: boolean
  /** What it speaks of, what matters most first, with what it thinks of it. */
  readonly aspects: readonly { readonly aspect: AspectName; readonly tone: Tone }[]
  readonly createdAt: string
}

/** Share of reviews of songs that the user has no plays of: heard elsewhere. */
const UNPLAYED = 0.12
/** Share of bad reviews whose users go on playing the song heavily. */
const CONFLICTS = 0.35
/** Share of reviews without stars. */
const STARLESS = 0.08
/** How much sooner an aspect is spoken of whose quality explains the stars, as a log weight. */
const EXPLAINS = 1.2
/** Qualities nearer to 0 than this are spoken of without praise or blame. */
const INDIFFERENT = 0.12

/** Every review of the catalogue: users write of songs that they like or dislike much sooner than of the others. */
export function planReviews(
  users: readonly SeedUser[],
  songs: readonly SeedSong[],
  plays: readonly PlayLine[],
): ReviewPlan[] {
  const played = songsPlayed(plays, songs)
  return users.flatMap(user => {
    const random = new Random(`reviews:${user.id}`)
    const known = played.get(user.id) ?? []
    const unknown = songs.filter(song => !known.includes(song))
    const strongly = (song: SeedSong) => 1.1 * Math.abs(liking(user, song) - 3.2) + 0.5 * song.latent.popularity
    const elsewhere = Math.round(UNPLAYED * user.reviews)
    const chosen = [
      ...random.sampleWeighted(known, user.reviews - elsewhere, strongly),
      ...random.sampleWeighted(unknown, elsewhere, strongly),
    ]
    return chosen.map(song => planReview(user, song, known.includes(song), random))
  })
}

function planReview(user: SeedUser, song: SeedSong, played: boolean, random: Random): ReviewPlan {
  const stars = Math.round(clamp(liking(user, song) + 0.45 * random.normal(), 0.5, 5) * 2) / 2
  const present = ASPECTS.filter(aspect => song.latent.aspects[aspect] !== undefined)
  const seen = new Map(present.map(aspect => [aspect, (song.latent.aspects[aspect] ?? 0) + 0.1 * random.normal()]))
  const tone = stars >= 4 ? 'good' : stars <= 2.5 ? 'bad' : 'even'
  // What explains the stars is spoken of first, then what the user listens for and what stands out.
  const salience = (aspect: AspectName) =>
    (toneOf(seen.get(aspect) ?? 0) === tone ? EXPLAINS : 0) +
    1.3 * Math.log(user.latent.aspects[aspect] + 0.01) +
    2.5 * Math.abs(seen.get(aspect) ?? 0)
  return {
    user,
    song,
    stars,
    showsStars: !random.chance(STARLESS),
    tone,
    conflict: played && stars <= 2 && random.chance(CONFLICTS),
    aspects: random
      .sampleWeighted(present, present.length, salience)
      .map(aspect => ({ aspect, tone: toneOf(seen.get(aspect) ?? 0) })),
    createdAt: instantFor(song, random),
  }
}

const toneOf = (quality: number): Tone => (quality > INDIFFERENT ? 'good' : quality < -INDIFFERENT ? 'bad' : 'even')
