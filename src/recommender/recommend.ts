import type { Sorted } from '../domain/page.js'
import type { Contribution, ReasonKind } from '../domain/recommendation.js'
import { candidateMaker } from './candidates.js'
import { contextScorer } from './context.js'
import { DIVERSIFIED, mmrOrder, type SimilarTo } from './diversity.js'
import { FEATURES, featureRows, spreadOf } from './features.js'
import type { FittedModels } from './fit.js'
import type { Listener } from './listener.js'
import { noveltyGains } from './novelty.js'
import { profileSimilarity } from './profile-similarity.js'
import { type Mlp, scoreRows } from './ranker/mlp.js'
import type { SongSequence } from './sequences.js'
import type { SongBeliefs } from './song-beliefs.js'
import { type HourlySongs, hourScorer } from './time-of-day.js'
import { headOf } from './top.js'

/** What the caller asks of a list, beyond the ranker's order. */
export interface Wishes {
  /** In [0, 1]: spread over artists and profiles. */
  readonly diversity: number
  /** In [0, 1]: away from the popular. */
  readonly novelty: number
  /** The present session's songs; left out or empty: none is known. */
  readonly recent?: SongSequence
  /** The listener's songs beside the present hour; left out or null: nothing is told by it. */
  readonly hourly?: HourlySongs | null
}

export const NO_WISHES: Wishes = { diversity: 0, novelty: 0 }

/** The candidates of one listener with their scores. */
export interface RankedCandidates {
  /** Song indices, best score first; equal scores by index. */
  readonly songs: Uint32Array
  readonly scores: Float32Array
  /** Positions in `songs` as they are to be shown: in their order, unless diversity is asked for. */
  readonly order: Sorted<number>
  /** The features of the song at a position, from 0. */
  featuresAt(position: number): Float32Array
  /** What wishes add to the ranker's score of the song at a position; only what was asked for. */
  addedAt(position: number): readonly Contribution[]
  /** The two parts of what `CONTEXT` adds there; 0 where one is not asked for. */
  contextAt(position: number): { readonly session: number; readonly hour: number }
}

/** @param excluded by song index: 1 for songs that must not be shown */
export type Recommend = (
  listener: Listener,
  beliefs: SongBeliefs,
  excluded: Uint8Array,
  wishes?: Wishes,
) => RankedCandidates

/** Ranks the candidates of one listener at a time. */
export function recommender(models: FittedModels, ranker: Mlp = models.ranker): Recommend {
  const candidatesFor = candidateMaker(models)
  const similarity = profileSimilarity(models)
  const scoreSession = contextScorer(models)
  const scoreHour = hourScorer(models)
  return (listener, beliefs, excluded, { diversity, novelty, recent, hourly } = NO_WISHES) => {
    const session = recent && recent.songs.length > 0 ? scoreSession(recent) : null
    const hour = hourly && scoreHour ? scoreHour(hourly) : null
    const present = session && hour ? session.map((value, song) => value + hour[song]) : (session ?? hour)
    const candidates = candidatesFor(listener, excluded, present ? contextHead(present, excluded) : [])
    const rows = featureRows(models, beliefs, listener, candidates)
    const ranked = scoreRows(ranker, rows, candidates.songs.length)
    const gains: { readonly kind: ReasonKind; readonly values: Float64Array }[] = []
    const { deviation } = spreadOf(ranked)
    if (present) {
      gains.push({ kind: 'CONTEXT', values: Float64Array.from(candidates.songs, song => deviation * present[song]) })
    }
    if (novelty > 0) {
      const popularity = Float64Array.from(candidates.scores.popularity, Math.log1p)
      gains.push({ kind: 'NOVELTY', values: noveltyGains(ranked, popularity, novelty) })
    }
    const scores = ranked.map((score, i) => gains.reduce((sum, { values }) => sum + values[i], score))
    const byScore = Uint32Array.from(scores.keys()).sort((a, b) => scores[b] - scores[a] || a - b)
    const songs = byScore.map(at => candidates.songs[at])
    const sorted = Float32Array.from(byScore, at => scores[at])
    let similar: SimilarTo | null = null
    const similarTo: SimilarTo = position => {
      similar ??= similarity(songs.subarray(0, DIVERSIFIED), beliefs)
      return similar(position)
    }
    return {
      songs,
      scores: sorted,
      order: mmrOrder(sorted, similarTo, diversity),
      featuresAt: position =>
        rows.subarray(byScore[position] * FEATURES.length, (byScore[position] + 1) * FEATURES.length),
      addedAt: position => gains.map(({ kind, values }) => ({ kind, value: values[byScore[position]] })),
      contextAt: position => {
        const song = songs[position]
        return { session: deviation * (session?.[song] ?? 0), hour: deviation * (hour?.[song] ?? 0) }
      },
    }
  }
}

/** What `recommender` takes as `excluded`. */
export function songMask(songs: number, excluded: Iterable<number>): Uint8Array {
  const mask = new Uint8Array(songs)
  for (const song of excluded) mask[song] = 1
  return mask
}

/** Candidates that a present session and the hour put forward. */
const CONTEXT_HEAD = 100

function contextHead(present: Float32Array, excluded: Uint8Array): Uint32Array {
  return headOf(present, CONTEXT_HEAD, song => excluded[song] === 1).filter(song => present[song] > 0)
}
