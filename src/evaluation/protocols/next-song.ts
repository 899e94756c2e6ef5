import { OperatorError } from '../../domain/errors.js'
import type { TrainingData } from '../../domain/training-data.js'
import { fitSession, SESSION_DEFAULTS, sessionScorer } from '../../recommender/cf/session.js'
import { type FittedModels, fit } from '../../recommender/fit.js'
import { recentOf } from '../../recommender/fit-context.js'
import { interactionsOf } from '../../recommender/interactions.js'
import { tensorflowBackend } from '../../recommender/ranker/tensorflow.js'
import { NO_WISHES } from '../../recommender/recommend.js'
import { inOrderOfId } from '../../recommender/reindex.js'
import { withoutPairs } from '../../recommender/reviewed-interactions.js'
import { momentsOf, type SongSequence, sequencesOf, timedSequences } from '../../recommender/sequences.js'
import { type Ranked, ranked } from '../../recommender/top.js'
import { hitAt } from '../metrics/hit.js'
import { reciprocalRankAt } from '../metrics/reciprocal-rank.js'
import { modelsNamed } from '../models.js'
import { rankerRecommender } from '../ranker-recommender.js'
import type { Fit } from '../recommender.js'
import { type EvaluationReport, reportOf } from '../report.js'
import type { Split } from '../splits.js'
import type { TopNOptions } from './top-n.js'

/** A user with fewer songs of known time is not judged. */
const FEWEST_SONGS = 3
const CUT_OFF = 20
/** Of every list. */
const LIST_LENGTH = 500

/**
 * Of each user with at least three songs of known time the last is test; of songs of one time the one whose id is last.
 * @throws OperatorError if nobody has
 */
export function nextSongSplit(data: TrainingData): Split {
  const ordered = inOrderOfId(data)
  const moments = momentsOf(ordered)
  const test = ordered.userIds.map((_, user) => {
    const timed = moments(user).filter(({ at }) => !Number.isNaN(at))
    return Uint32Array.from(timed.length < FEWEST_SONGS ? [] : timed.slice(-1), ({ song }) => song)
  })
  if (test.every(songs => songs.length === 0))
    throw new OperatorError(`nobody has ${FEWEST_SONGS} songs with times in these data; use data with times`)
  return { protocol: 'next-song', train: withoutPairs(ordered, (user, song) => test[user][0] === song), test }
}

const session: Fit = async train => {
  const sequences = sequencesOf(train)
  const score = sessionScorer(fitSession(timedSequences(train), train.songs.length, SESSION_DEFAULTS))
  return {
    rank(user, k) {
      const known = new Set(sequences[user].songs)
      return ranked(Float32Array.from(score(sequences[user])), k, song => known.has(song))
    },
  }
}

/** Of one evaluation: the two rankers are the same fit. */
function modelsOfOneFit(): Readonly<Record<string, Fit>> {
  let fitted: Promise<FittedModels> | null = null
  const ranker =
    (sessionsOf: (train: TrainingData) => ((user: number) => SongSequence) | undefined): Fit =>
    async (train, { seed, tfBackend, onProgress }) => {
      const backend = await tensorflowBackend(tfBackend)
      fitted ??= fit(train, { seed, backend, onProgress: (_step, done) => onProgress(done) })
      return rankerRecommender(train, await fitted, NO_WISHES, sessionsOf(train))
    }
  return {
    ...modelsNamed(['popularity', 'itemKnn']),
    session,
    /** The product's ranker as it serves without a context. */
    mlpWithoutContext: ranker(() => undefined),
    /** The same, told the user's last songs as the present session. */
    mlp: ranker(recentOf),
  }
}
export const NEXT_SONG_MODEL_NAMES: readonly string[] = Object.keys(modelsOfOneFit())

export interface NextSongEvaluation {
  readonly report: EvaluationReport
  /** Users with a held-out song; the lists follow their order. */
  readonly users: Uint32Array
  /** Of `mlp` where it is among the models, else of the last of them. */
  readonly finalLists: readonly Ranked[]
}

/** `hit` and `mrr` at 20 and at `k`: means over the users with a held-out song, among all songs not in their train part. */
export async function evaluateNextSong(
  { protocol, train, test }: Split,
  names: readonly string[],
  { k, seed, tfBackend, onProgress }: TopNOptions,
): Promise<NextSongEvaluation> {
  const started = performance.now()
  const models = modelsOfOneFit()
  const users = Uint32Array.from(test.keys()).filter(user => test[user].length > 0)
  const final = names.includes('mlp') ? 'mlp' : names[names.length - 1]
  const metrics: Record<string, Record<string, number>> = {}
  let finalLists: Ranked[] = []
  for (const [index, name] of names.entries()) {
    // Fitting and ranking are each reported as half of a model's share.
    const report = (done: number) => onProgress(name, (index + done) / names.length)
    const recommender = await models[name](train, { seed, tfBackend, onProgress: done => report(done / 2) })
    const lists: Ranked[] = []
    for (const user of users) {
      lists.push(recommender.rank(user, LIST_LENGTH))
      report((1 + lists.length / users.length) / 2)
    }
    const mean = (metric: typeof hitAt, cutOff: number) =>
      lists.reduce((sum, { songs }, i) => sum + metric(cutOff, songs, new Set(test[users[i]])), 0) / lists.length
    metrics[name] = Object.fromEntries(
      [...new Set([CUT_OFF, k])].flatMap(cutOff => [
        [`hit@${cutOff}`, mean(hitAt, cutOff)],
        [`mrr@${cutOff}`, mean(reciprocalRankAt, cutOff)],
      ]),
    )
    if (name === final) finalLists = lists
  }
  const size = {
    users: users.length,
    songs: train.songs.length,
    train: interactionsOf(train).columns.length,
    test: users.length,
  }
  return { report: reportOf(protocol, size, metrics, started), users, finalLists }
}
