import { ASPECT_PRIOR, type AspectTaste, type WeightedName } from '../domain/profile.js'
import type { Opinion } from '../domain/review.js'
import type { Song } from '../domain/song.js'
import type { CatalogueTotals, ReviewTotals } from '../domain/totals.js'
import type { Taste } from '../domain/user.js'
import type { UserHistory } from './user-history.js'

/** What the system believes of a user. */
export interface UserProfile {
  /** Most important first; ties by name. */
  readonly aspects: readonly AspectTaste[]
  /** Weights above 0 that sum to 1; greatest first, ties by name. Empty where nothing speaks for any. */
  readonly genres: readonly WeightedName[]
  readonly artists: readonly WeightedName[]
}

/** A wholly positive review speaks for a song as much as e² - 1 ≈ 6 plays do; a wholly negative one against it. */
const REVIEW_WEIGHT = 2

/** @param songOf the catalogue; songs it does not know count for nothing */
export function userProfile(
  history: UserHistory,
  songOf: (id: string) => Song | undefined,
  catalogue: CatalogueTotals,
): UserProfile {
  const opinions = history.reviews.flatMap(review => review.analysis.opinions)
  return { aspects: aspectTastes(opinions, history.taste, catalogue), ...contentTastes(history, songOf) }
}

/**
 * How much each aspect matters to a user, and what they say of it.
 *
 * importance(a) = w(a) / max w, with w(a) = n(a) / (E(a) + ASPECT_PRIOR): their mentions of it over those expected of
 * somebody who spoke as often but like everybody, E(a) = Σ n · (share of a among all mentions). The prior in the
 * denominator keeps one mention of what nobody speaks of from outweighing many of what some do. An importance set by
 * hand stands as it is and leaves the others alone; a muted aspect has 0. Aspects neither mentioned nor set are left out.
 */
export function aspectTastes(
  opinions: readonly Pick<Opinion, 'canonicalAspect' | 'polarity'>[],
  taste: Taste,
  catalogue: ReviewTotals,
): AspectTaste[] {
  const spoken = new Map<string, { mentions: number; polaritySum: number }>()
  let mentioned = 0
  for (const { canonicalAspect, polarity } of opinions) {
    if (canonicalAspect === null) continue
    const before = spoken.get(canonicalAspect)
    const mentions = (before?.mentions ?? 0) + 1
    spoken.set(canonicalAspect, { mentions, polaritySum: (before?.polaritySum ?? 0) + polarity })
    mentioned++
  }
  let everywhere = 0
  for (const aspect in catalogue.aspects) everywhere += catalogue.aspects[aspect].mentions
  const weight = (aspect: string, mentions: number) => {
    const share = everywhere === 0 ? 0 : (catalogue.aspects[aspect]?.mentions ?? 0) / everywhere
    return mentions / (mentioned * share + ASPECT_PRIOR)
  }
  let greatest = 0
  for (const [aspect, { mentions }] of spoken) greatest = Math.max(greatest, weight(aspect, mentions))

  const set = new Map(Object.entries(taste.aspectImportance))
  for (const aspect of taste.muted.aspects) set.set(aspect, 0)
  const tastes: AspectTaste[] = []
  for (const aspect of new Set([...spoken.keys(), ...set.keys()])) {
    const { mentions, polaritySum } = spoken.get(aspect) ?? { mentions: 0, polaritySum: 0 }
    const importance = set.get(aspect) ?? weight(aspect, mentions) / greatest
    const polarity = mentions === 0 ? 0 : polaritySum / mentions
    tastes.push({ aspect, importance, polarity, mentions, corrected: set.has(aspect) })
  }
  return tastes.sort((a, b) => b.importance - a.importance || (a.aspect < b.aspect ? -1 : 1))
}

/**
 * Genres and artists by how much the user's songs speak for them: Σ over songs of ln(1 + plays) + REVIEW_WEIGHT ·
 * sentiment, at least 0, divided by the sum over all names. A song of several genres speaks for each in equal parts.
 */
function contentTastes(
  { plays, reviews }: UserHistory,
  songOf: (id: string) => Song | undefined,
): Pick<UserProfile, 'genres' | 'artists'> {
  const genres = new Map<string, number>()
  const artists = new Map<string, number>()
  const speak = (songId: string, weight: number) => {
    const song = songOf(songId)
    if (!song) return
    if (song.artist !== null) add(artists, song.artist, weight)
    for (const genre of song.genres) add(genres, genre, weight / song.genres.length)
  }
  for (const { songId, count } of plays) speak(songId, Math.log1p(count))
  for (const { songId, analysis } of reviews) speak(songId, REVIEW_WEIGHT * analysis.sentiment.score)
  return { genres: normalised(genres), artists: normalised(artists) }
}

function add(sums: Map<string, number>, name: string, weight: number): void {
  sums.set(name, (sums.get(name) ?? 0) + weight)
}

function normalised(sums: ReadonlyMap<string, number>): WeightedName[] {
  const liked = [...sums].filter(([, sum]) => sum > 0)
  const total = liked.reduce((whole, [, sum]) => whole + sum, 0)
  return liked
    .map(([name, sum]) => ({ name, weight: sum / total }))
    .sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1))
}
