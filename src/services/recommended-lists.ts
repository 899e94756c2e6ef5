import { createHash } from 'node:crypto'
import { foldedName } from '../domain/folded-name.js'
import type { Order, Sorted } from '../domain/page.js'
import type { Recommendation, RecommendationBasis } from '../domain/recommendation.js'
import { tokensOf } from '../recommender/content-tokens.js'
import { DIVERSIFIED, mmrOrder, type SimilarTo } from '../recommender/diversity.js'
import { attribution, byMagnitude } from '../recommender/evidence.js'
import type { Listener } from '../recommender/listener.js'
import { noveltyGains } from '../recommender/novelty.js'
import type { Wishes } from '../recommender/recommend.js'
import type { SongBeliefs } from '../recommender/song-beliefs.js'
import type { ServedModel } from './active-model.js'
import type { CatalogueView } from './catalogue-view.js'
import { type Exclusion, excludedSongs, isAllowed } from './exclusion.js'
import { followers } from './popularity.js'

/** A place in a whole list; only those of the page that is asked for are furnished with reasons. */
export interface Place {
  readonly songId: string
  readonly score: number
  /** From 1. */
  readonly rank: number
}

export interface List {
  readonly basis: RecommendationBasis
  /** As they are to be shown. */
  readonly places: Sorted<Place>
  attribution(place: Place): Pick<Recommendation, 'baseline' | 'contributions'>
  /** Whether the hour says more for it than the present session. */
  isOfHour(place: Place): boolean
  /** Differs where the list does, for the same wishes. */
  readonly digest: string
}

/** A popularity list goes no further: nobody pages on, and every cold request would carry the whole catalogue. */
const POPULARITY_LENGTH = 500

/** The ranker's list for somebody of whom the model knows something. */
export function personalList(
  served: ServedModel,
  listener: Listener,
  beliefs: SongBeliefs,
  excluded: Exclusion,
  view: CatalogueView,
  wishes: Wishes,
): List {
  const { songIds, models } = served
  const mask = excludedSongs(excluded, view, served)
  const { songs, scores, order, featuresAt, addedAt, contextAt } = served.rank(listener, beliefs, mask, wishes)
  const positionOf = ({ rank }: Place) => order.at(rank - 1) ?? 0
  return {
    basis: 'HISTORY',
    places: placesOf(order, position => ({ songId: songIds[songs[position]], score: scores[position] })),
    attribution(place) {
      const position = positionOf(place)
      return attribution(models.ranker, featuresAt(position), addedAt(position))
    },
    isOfHour(place) {
      const { session, hour } = contextAt(positionOf(place))
      return hour > session
    },
    digest: digestOf(songs, scores),
  }
}

/** For a user of whom the model knows nothing, or a store without a model: ln(1 + followers). */
export function popularityList(view: CatalogueView, excluded: Exclusion, { diversity, novelty }: Wishes): List {
  const ids: string[] = []
  for (const songId of view.popular()) {
    if (ids.length === POPULARITY_LENGTH) break
    if (isAllowed(excluded, view, songId)) ids.push(songId)
  }
  const popularity = Float64Array.from(ids, songId => Math.log1p(followers(view.totals(songId))))
  const gains = novelty > 0 ? noveltyGains(popularity, popularity, novelty) : null
  const scores = gains ? popularity.map((value, i) => value + gains[i]) : popularity
  const byScore = [...ids.keys()].sort((a, b) => scores[b] - scores[a] || a - b)
  const head = byScore.slice(0, DIVERSIFIED).map(at => ids[at])
  const order = mmrOrder(
    byScore.map(at => scores[at]),
    tokenSimilarity(view, head),
    diversity,
  )
  return {
    basis: 'POPULARITY',
    places: placesOf(order, position => ({ songId: ids[byScore[position]], score: scores[byScore[position]] })),
    attribution({ rank }) {
      const at = byScore[order.at(rank - 1) ?? 0]
      const popular = { kind: 'POPULARITY', value: popularity[at] } as const
      const novel = gains ? [{ kind: 'NOVELTY', value: gains[at] } as const] : []
      return { baseline: 0, contributions: byMagnitude([popular, ...novel]) }
    },
    isOfHour: () => false,
    digest: digestOf(JSON.stringify(ids), scores),
  }
}

function placesOf(order: Sorted<number>, of: (position: number) => Omit<Place, 'rank'>): Sorted<Place> {
  return {
    length: order.length,
    at(index) {
      const position = order.at(index)
      return position === undefined ? undefined : { ...of(position), rank: index + 1 }
    },
  }
}

/** Without a model: 1 for two songs of one artist, else the Jaccard index of what they are. */
function tokenSimilarity(view: CatalogueView, ids: readonly string[]): SimilarTo {
  const songs = ids.map(id => {
    const song = view.song(id)
    return { artist: song?.artist ? foldedName(song.artist) : null, tokens: song ? tokensOf(song) : new Map() }
  })
  return position => {
    const chosen = songs[position]
    return songs.map(({ artist, tokens }) => {
      if (artist !== null && artist === chosen.artist) return 1
      let shared = 0
      for (const token of tokens.keys()) if (chosen.tokens.has(token)) shared++
      return shared === 0 ? 0 : shared / (chosen.tokens.size + tokens.size - shared)
    })
  }
}

export function digestOf(...parts: (string | NodeJS.ArrayBufferView)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('base64url').slice(0, 22)
}

/** The rank tells equal scores apart. By score first, so that a list that changed between two pages goes on where it was. */
const BEST_FIRST: Order<Place, readonly ['number', 'number']> = {
  kinds: ['number', 'number'],
  keyOf: ({ score, rank }) => [score, rank],
  compare: ([scoreA, rankA], [scoreB, rankB]) => scoreB - scoreA || rankA - rankB,
}

/** Where diversity is asked for, scores do not tell the order: a page goes on after the rank of the one before. */
const AS_RANKED: typeof BEST_FIRST = { ...BEST_FIRST, compare: ([, rankA], [, rankB]) => rankA - rankB }

export function listOrder({ diversity }: Wishes): typeof BEST_FIRST {
  return diversity > 0 ? AS_RANKED : BEST_FIRST
}
