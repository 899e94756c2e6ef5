import type { TrainingData } from '../domain/training-data.js'
import { fitSession, SESSION_DEFAULTS, type SessionModel } from './cf/session.js'
import { DEFAULT_CONTEXT_WEIGHT, MOST_RECENT } from './context.js'
import type { FittedModels } from './fit.js'
import { seededRandom, shuffle } from './random.js'
import { listeners } from './ranker/examples.js'
import { NO_WISHES, recommender, songMask } from './recommend.js'
import { weightedInteractions, withoutPairs } from './reviewed-interactions.js'
import { momentsOf, type SongSequence, sequenceOf, timedSequences } from './sequences.js'
import { beliefsOf } from './song-beliefs.js'

/** Weights that are compared. */
const WEIGHTS = [0.25, 0.5, 1, 2, 4, 8, 16, 32]
/** Users with fewer songs of known time do not judge. */
const FEWEST_SONGS = 3
/** More judges would tell the same more slowly; of fewer than LEAST_JUDGES noise would choose. */
const MOST_JUDGES = 1_000
const LEAST_JUDGES = 50

/** Null where no time is known. */
export function fitSessionOf(data: TrainingData): SessionModel | null {
  const sequences = timedSequences(data)
  return sequences.length === 0 ? null : fitSession(sequences, data.songs.length, SESSION_DEFAULTS)
}

/** Of a user the last songs of known time, as a present session. */
export function recentOf(data: TrainingData): (user: number) => SongSequence {
  const moments = momentsOf(data)
  return user =>
    sequenceOf(
      moments(user)
        .filter(({ at }) => !Number.isNaN(at))
        .slice(-MOST_RECENT),
    )
}

/**
 * How much a present session should weigh: the last song of some users is cut from the data, all models are made without
 * them, and that weight is taken at which these songs have the greatest mean reciprocal rank in their users' lists; of
 * equal ones the smallest.
 * @param modelsOf the models but for the session's, made of the data without those songs
 */
export async function chosenContextWeight(
  data: TrainingData,
  modelsOf: (rest: TrainingData) => Promise<FittedModels>,
  seed: number,
): Promise<number> {
  const lasts = lastSongs(data, seed)
  if (lasts.size < LEAST_JUDGES) return DEFAULT_CONTEXT_WEIGHT
  const rest = withoutPairs(data, (user, song) => lasts.get(user) === song)
  const session = fitSessionOf(rest)
  if (session === null) return DEFAULT_CONTEXT_WEIGHT
  const models = { ...(await modelsOf(rest)), context: { session, weight: 1 } }
  const listenerOf = listeners(rest, weightedInteractions(rest), models.text)
  const sessionOf = recentOf(rest)
  const beliefs = beliefsOf(rest)
  const rank = recommender(models)
  const sums = WEIGHTS.map(() => 0)
  for (const [user, last] of lasts) {
    const listener = listenerOf(user)
    const excluded = songMask(rest.songs.length, listener.history.songs)
    const { songs, scores, addedAt } = rank(listener, beliefs, excluded, { ...NO_WISHES, recent: sessionOf(user) })
    const at = songs.indexOf(last)
    if (at < 0) continue
    const gains = Float64Array.from(songs, (_, position) => addedAt(position)[0].value)
    WEIGHTS.forEach((weight, w) => {
      const score = (position: number) => scores[position] + (weight - 1) * gains[position]
      let before = 0
      for (let position = 0; position < songs.length; position++) if (score(position) > score(at)) before++
      sums[w] += 1 / (1 + before)
    })
  }
  return WEIGHTS[sums.indexOf(Math.max(...sums))]
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
