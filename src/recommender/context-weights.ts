import type { TrainingData } from '../domain/training-data.js'
import { type ContextModel, DEFAULT_CONTEXT_WEIGHT } from './context.js'
import { spreadOf } from './features.js'
import type { FittedModels } from './fit.js'
import { fitSessionOf, recentOf } from './fit-context.js'
import { seededRandom, shuffle } from './random.js'
import { listeners } from './ranker/examples.js'
import { NO_WISHES, recommender, songMask } from './recommend.js'
import { weightedInteractions, withoutPairs } from './reviewed-interactions.js'
import { momentsOf } from './sequences.js'
import { beliefsOf } from './song-beliefs.js'
import { type HourlySongs, hourlySongs, isOfKnownHour } from './time-of-day.js'

type ContextWeights = Required<Pick<ContextModel, 'weight' | 'hourWeight'>>

/** Weights that are compared; of the hour 0 too. */
const WEIGHTS = [0.25, 0.5, 1, 2, 4, 8, 16, 32]
/** Users with fewer songs of known time do not judge. */
const FEWEST_SONGS = 3
/** More judges would tell the same more slowly; of fewer than LEAST_JUDGES noise would choose. */
const MOST_JUDGES = 1_000
const LEAST_JUDGES = 50
/** Standard errors that the judges' mean gain must exceed; with hours in disorder the best weight's is hardly ever beyond 2½. */
const CLEAR_GAIN = 3

/** Where no validation part tells better. */
const DEFAULTS: ContextWeights = { weight: DEFAULT_CONTEXT_WEIGHT, hourWeight: 0 }

/**
 * How much a present session and the hour of the day should weigh: the last song of some users is cut from the data, all
 * models are made without them, and that weight of the session is taken at which these songs have the greatest mean
 * reciprocal rank in their users' lists; of equal ones the smallest. The hour's weight is chosen by the same lists without a
 * session, of those songs that were played at a known hour, which is then the present one. It is 0 unless the gain is a clear
 * one: where hours tell nothing, some weight gains a little by chance nearly always.
 * @param modelsOf the models but for the context's, made of the data without those songs
 */
export async function chosenContextWeights(
  data: TrainingData,
  modelsOf: (rest: TrainingData) => Promise<FittedModels>,
  seed: number,
): Promise<ContextWeights> {
  const lasts = lastSongs(data, seed)
  if (lasts.size < LEAST_JUDGES) return DEFAULTS
  const rest = withoutPairs(data, (user, song) => lasts.get(user) === song)
  const session = fitSessionOf(rest)
  if (session === null) return DEFAULTS
  const models = { ...(await modelsOf(rest)), context: { session, weight: 1, hourWeight: 1 } }
  const listenerOf = listeners(rest, weightedInteractions(rest), models.text)
  const sessionOf = recentOf(rest)
  const hourlyOf = hourlyAtLast(data, lasts)
  const beliefs = beliefsOf(rest)
  const rank = recommender(models)
  const judges: Judge[] = []
  for (const [user, last] of lasts) {
    const listener = listenerOf(user)
    const excluded = songMask(rest.songs.length, listener.history.songs)
    const hourly = hourlyOf(user)
    const wishes = { ...NO_WISHES, recent: sessionOf(user), hourly }
    const { songs, scores, contextAt } = rank(listener, beliefs, excluded, wishes)
    const parts = Array.from(songs, (_, position) => contextAt(position))
    judges.push({
      last: songs.indexOf(last),
      scores,
      session: Float64Array.from(parts, part => part.session),
      hour: hourly && Float64Array.from(parts, part => part.hour),
    })
  }
  const weight = best(WEIGHTS, tried => judges.map(judge => reciprocalRank(judge, tried, 0)))
  const ofHours = judges.filter(({ hour }) => hour !== null)
  if (ofHours.length < LEAST_JUDGES) return { weight, hourWeight: 0 }
  const without = ofHours.map(judge => reciprocalRank(judge, 0, 0))
  const gains = (tried: number) => ofHours.map((judge, i) => reciprocalRank(judge, 0, tried) - without[i])
  const hourWeight = best([0, ...WEIGHTS], gains)
  const { mean, deviation } = spreadOf(gains(hourWeight))
  const isClear = mean > (CLEAR_GAIN * deviation) / Math.sqrt(ofHours.length)
  return { weight, hourWeight: isClear ? hourWeight : 0 }
}

/** The list of one user, of whom the last song is known. */
interface Judge {
  /** Position of that song; −1 where it is no candidate. */
  readonly last: number
  /** By position, with all that follows added once. */
  readonly scores: Float32Array
  readonly session: Float64Array
  /** Null where the hour tells nothing. */
  readonly hour: Float64Array | null
}

/** Of the last song in the list as these weights order it. */
function reciprocalRank({ last, scores, session, hour }: Judge, weight: number, hourWeight: number): number {
  if (last < 0) return 0
  const score = (position: number) =>
    scores[position] + (weight - 1) * session[position] + (hourWeight - 1) * (hour?.[position] ?? 0)
  const own = score(last)
  let before = 0
  for (let position = 0; position < scores.length; position++) if (score(position) > own) before++
  return 1 / (1 + before)
}

/** The first of those with the greatest sum. */
function best(weights: readonly number[], gains: (weight: number) => readonly number[]): number {
  const sums = weights.map(weight => gains(weight).reduce((sum, gain) => sum + gain, 0))
  return weights[sums.indexOf(Math.max(...sums))]
}

/** By user, of those drawn. */
function lastSongs(data: TrainingData, seed: number): Map<number, number> {
  const moments = momentsOf(data)
  const users = shuffle(seededRandom(seed), Uint32Array.from(data.userIds.keys()))
  const lasts = new Map<number, number>()
  for (const user of users) {
    if (lasts.size === MOST_JUDGES) break
    const timed = moments(user).filter(({ at }) => !Number.isNaN(at))
    if (timed.length >= FEWEST_SONGS) lasts.set(user, timed[timed.length - 1].song)
  }
  return lasts
}

/** Of a user the other songs beside the hour at which the last one was played; null where that tells nothing. */
function hourlyAtLast(
  { plays }: TrainingData,
  lasts: ReadonlyMap<number, number>,
): (user: number) => HourlySongs | null {
  const others = new Map<number, [number, number][]>(Array.from(lasts.keys(), user => [user, []]))
  const presents = new Map<number, number>()
  for (const [row, user] of plays.user.entries()) {
    const at = plays.lastPlayedAt?.[row] ?? Number.NaN
    const song = plays.song[row]
    if (lasts.get(user) === song) presents.set(user, at)
    else others.get(user)?.push([song, at])
  }
  return user => {
    const present = presents.get(user) ?? Number.NaN
    return isOfKnownHour(present) ? hourlySongs(others.get(user) ?? [], present) : null
  }
}
