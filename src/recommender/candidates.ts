import { type AlsModel, alsScorer } from './cf/als.js'
import { type EaseNeighbours, easeNeighboursScorer } from './cf/ease-neighbours.js'
import { type ItemKnnModel, itemKnnScorer } from './cf/item-knn.js'
import { type PopularityModel, popularityScorer } from './cf/popularity.js'
import type { Scorer } from './cf/scorer.js'
import type { ContentModel } from './content.js'
import type { Listener } from './listener.js'
import { tokenScorer } from './song-tokens.js'
import type { TextModel } from './text/text-model.js'
import { headOf, topK } from './top.js'

/** The models whose scores make the candidates and, with their ranks, the ranker's features. */
export interface SourceModels {
  readonly ease: EaseNeighbours
  readonly als: AlsModel
  readonly itemKnn: ItemKnnModel
  readonly content: ContentModel
  readonly text: TextModel
  readonly popularity: PopularityModel
}

export const SOURCES = ['ease', 'als', 'itemKnn', 'content', 'text', 'popularity'] as const
export type Source = (typeof SOURCES)[number]

/** How many candidates each source puts forward. */
const HEADS: Readonly<Record<Source, number>> = {
  ease: 300,
  als: 300,
  itemKnn: 300,
  content: 150,
  text: 150,
  popularity: 100,
}

/** What may be shown to one user, and what each source thinks of it. */
export interface Candidates {
  /** Song indices, ascending. */
  readonly songs: Uint32Array
  /** By source, the scores of these songs. */
  readonly scores: Readonly<Record<Source, Float32Array>>
  /** Item kNN scores by the songs that the user dislikes; absent where there are none. */
  readonly disliked?: Float32Array
}

/**
 * @param excluded by song index: 1 for songs that must not be shown
 * @param further  songs that something else puts forward; none of them excluded
 */
export type CandidateMaker = (
  listener: Pick<Listener, 'history' | 'disliked'>,
  excluded: Uint8Array,
  further?: Iterable<number>,
) => Candidates

/** Makes the candidates of one user at a time: the union of the heads of all sources, and what else is put forward. */
export function candidateMaker(models: SourceModels): CandidateMaker {
  const scorers: Record<Source, Scorer> = {
    ease: easeNeighboursScorer(models.ease),
    als: alsScorer(models.als),
    itemKnn: itemKnnScorer(models.itemKnn),
    content: tokenScorer(models.content),
    text: tokenScorer(models.text),
    popularity: popularityScorer(models.popularity),
  }
  const { listeners } = models.popularity
  const mostPopular = topK(listeners, listeners.length)
  const scores = bySource(() => new Float32Array(listeners.length))
  const chosen = new Uint8Array(listeners.length)
  return ({ history, disliked }, excluded, further = []) => {
    const songs: number[] = []
    const choose = (song: number) => {
      if (chosen[song] === 0) songs.push(song)
      chosen[song] = 1
    }
    for (const source of SOURCES) {
      // Where nothing is known of any song its scores stay 0, and nothing would tell a head from the rest.
      if ((source === 'content' || source === 'text') && models[source].tokens.length === 0) continue
      scorers[source].score(history, scores[source])
      // Popularity is the same for everyone, so its order is made once.
      if (source === 'popularity') firstAllowed(mostPopular, HEADS[source], excluded).forEach(choose)
      else headOf(scores[source], HEADS[source], song => excluded[song] === 1).forEach(choose)
    }
    for (const song of further) choose(song)
    for (const song of songs) chosen[song] = 0
    const candidates = Uint32Array.from(songs).sort()
    const ofCandidates = (all: Float32Array) => {
      const own = new Float32Array(candidates.length)
      for (let i = 0; i < own.length; i++) own[i] = all[candidates[i]]
      return own
    }
    const made = { songs: candidates, scores: bySource(source => ofCandidates(scores[source])) }
    return disliked ? { ...made, disliked: ofCandidates(scorers.itemKnn.score(disliked, scores.itemKnn)) } : made
  }
}

function bySource<T>(of: (source: Source) => T): Record<Source, T> {
  return Object.fromEntries(SOURCES.map(source => [source, of(source)])) as Record<Source, T>
}

function firstAllowed(order: Uint32Array, count: number, excluded: Uint8Array): number[] {
  const allowed: number[] = []
  for (let at = 0; at < order.length && allowed.length < count; at++) {
    if (excluded[order[at]] === 0) allowed.push(order[at])
  }
  return allowed
}
