import { type AlsModel, alsScorer } from './cf/als.js'
import { type ItemKnnModel, itemKnnScorer } from './cf/item-knn.js'
import { type PopularityModel, popularityScorer } from './cf/popularity.js'
import type { Scorer } from './cf/scorer.js'
import { type ContentModel, contentScorer } from './content.js'
import type { SongVector } from './interactions.js'
import { headOf, topK } from './top.js'

/** The models whose scores make the candidates and, with their ranks, the ranker's features. */
export interface SourceModels {
  readonly als: AlsModel
  readonly itemKnn: ItemKnnModel
  readonly content: ContentModel
  readonly popularity: PopularityModel
}

export const SOURCES = ['als', 'itemKnn', 'content', 'popularity'] as const
export type Source = (typeof SOURCES)[number]

/** How many candidates each source puts forward. */
const HEADS: Readonly<Record<Source, number>> = { als: 300, itemKnn: 300, content: 150, popularity: 100 }

/** What may be shown to one user, and what each source thinks of every song for them. */
export interface Candidates {
  /** Song indices, ascending. */
  readonly songs: Uint32Array
  /** By source, a score for every song of the catalogue. Overwritten by the next call. */
  readonly scores: Readonly<Record<Source, Float32Array>>
}

/** @param excluded by song index: 1 for songs that must not be shown */
export type CandidateMaker = (history: SongVector, excluded: Uint8Array) => Candidates

/** Makes the candidates of one user at a time: the union of the heads of all sources. */
export function candidateMaker(models: SourceModels): CandidateMaker {
  const scorers: Record<Source, Scorer> = {
    als: alsScorer(models.als),
    itemKnn: itemKnnScorer(models.itemKnn),
    content: contentScorer(models.content),
    popularity: popularityScorer(models.popularity),
  }
  const { listeners } = models.popularity
  const mostPopular = topK(listeners, listeners.length)
  const scores = Object.fromEntries(SOURCES.map(source => [source, new Float32Array(listeners.length)])) as Record<
    Source,
    Float32Array
  >
  const chosen = new Uint8Array(listeners.length)
  return (history, excluded) => {
    const songs: number[] = []
    const choose = (song: number) => {
      if (chosen[song] === 0) songs.push(song)
      chosen[song] = 1
    }
    for (const source of SOURCES) {
      scorers[source].score(history, scores[source])
      // Popularity is the same for everyone, so its order is made once.
      if (source === 'popularity') firstAllowed(mostPopular, HEADS[source], excluded).forEach(choose)
      else headOf(scores[source], HEADS[source], song => excluded[song] === 1).forEach(choose)
    }
    for (const song of songs) chosen[song] = 0
    return { songs: Uint32Array.from(songs).sort(), scores }
  }
}

function firstAllowed(order: Uint32Array, count: number, excluded: Uint8Array): number[] {
  const allowed: number[] = []
  for (let at = 0; at < order.length && allowed.length < count; at++) {
    if (excluded[order[at]] === 0) allowed.push(order[at])
  }
  return allowed
}
