import { itemKnnScorer } from './cf/item-knn.js'
import type { Scorer } from './cf/scorer.js'
import type { FittedModels } from './fit.js'
import { songVector } from './interactions.js'

/** Songs of somebody whose last play was at a known hour, beside one hour of the day. */
export interface HourlySongs {
  /** Song indices, distinct. */
  readonly songs: Uint32Array
  /** Of each how near its hour is, in (0, 1]. */
  readonly nearness: Float64Array
}

const HOUR_MS = 3_600_000
const DAY_HOURS = 24
/** Of the kernel (von Mises): a deviation of a good two hours; half at 2.7 hours, a fifth at four. */
const CONCENTRATION = 3
/** Of fewer songs the hours say nothing. */
const FEWEST_SONGS = 5
/** As if so many more songs were played, like the others, at no particular hour. */
const PRIOR_SONGS = 5

/**
 * nearness = exp(3 (cos(2π d / 24) − 1)), d the hours between the two on the clock. Hours are whole ones of UTC: an answer
 * stays the same for an hour, and as only differences count, it does not matter where somebody lives.
 * @param plays   song and time in ms since 1970, each song once; times that are NaN or exactly midnight of UTC, as of data
 *   that know the day only, are of no known hour
 * @param present in ms since 1970
 * @returns null where the hours tell nothing: of fewer than five songs, or of songs that are all as near
 */
export function hourlySongs(plays: Iterable<readonly [number, number]>, present: number): HourlySongs | null {
  const timed = [...plays].filter(([, at]) => isOfKnownHour(at))
  const nearness = Float64Array.from(timed, ([, at]) => {
    const apart = Math.abs(wholeHours(at) - wholeHours(present)) % DAY_HOURS
    const onTheClock = Math.min(apart, DAY_HOURS - apart)
    return Math.exp(CONCENTRATION * (Math.cos((2 * Math.PI * onTheClock) / DAY_HOURS) - 1))
  })
  if (timed.length < FEWEST_SONGS || nearness.every(near => near === nearness[0])) return null
  return { songs: Uint32Array.from(timed, ([song]) => song), nearness }
}

export function isOfKnownHour(at: number): boolean {
  return !Number.isNaN(at) && at % (DAY_HOURS * HOUR_MS) !== 0
}

function wholeHours(at: number): number {
  return Math.floor(at / HOUR_MS)
}

/**
 * Scores all songs by the hour, in deviations of the list's scores: weight · s, where of n songs i of nearness k_i
 *
 *   all(j)  = Σ cosine(i, j) / n
 *   near(j) = (Σ k_i · cosine(i, j) + 5 · all(j)) / (Σ k_i + 5)
 *   s(j)    = (near(j) − all(j)) / the greatest near of another song, cut to [−1, 1]
 *
 * by who plays the songs: 0 for a song as like those of this hour as the others, and for songs that nobody took.
 * @returns null where the model gives the hour no weight
 */
export function hourScorer({ context, itemKnn }: FittedModels): ((hourly: HourlySongs) => Float32Array) | null {
  const weight = context?.hourWeight ?? 0
  if (weight === 0) return null
  // Made when it is first asked for: it holds the interactions once more.
  let scorer: Scorer | null = null
  return ({ songs, nearness }) => {
    scorer ??= itemKnnScorer(itemKnn)
    const { score } = scorer
    // The scorer takes ln(1 + value).
    const likeness = (weightOf: (near: number) => number) =>
      score(songVector(Array.from(songs, (song, i) => [song, Math.expm1(weightOf(nearness[i]))])))
    const mass = nearness.reduce((sum, near) => sum + near, PRIOR_SONGS)
    const near = likeness(k => (k + PRIOR_SONGS / songs.length) / mass)
    const all = likeness(() => 1 / songs.length)
    const own = new Set(songs)
    const greatest = near.reduce((most, value, song) => (value > most && !own.has(song) ? value : most), 0)
    if (greatest === 0) return near.fill(0)
    return near.map((value, song) => weight * Math.max(-1, Math.min(1, (value - all[song]) / greatest)))
  }
}
