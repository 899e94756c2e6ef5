import { type AlsModel, alsScorer } from './cf/als.js'
import { type ItemKnnModel, itemKnnScorer } from './cf/item-knn.js'
import { type PopularityModel, popularityScorer } from './cf/popularity.js'
import type { Scorer } from './cf/scorer.js'
import { type ContentModel, contentScorer } from './content.js'
import type { SongVector } from './interactions.js'
import { topK } from './top.js'

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

/** Makes the candidates of one user at a time: the union of the heads of all sources. */
export function candidateMaker(
  models: SourceModels,
): (history: SongVector, excluded: (song: number) => boolean) => Candidates {
  const scorers: Record<Source, Scorer> = {
    als: alsScorer(models.als),
    itemKnn: itemKnnScorer(models.itemKnn),
    content: contentScorer(models.content),
    popularity: popularityScorer(models.popularity),
  }
  const songs = models.popularity.listeners.length
  const scores = Object.fromEntries(SOURCES.map(source => [source, new Float32Array(songs)])) as Record<
    Source,
    Float32Array
  >
  const chosen = new Uint8Array(songs)
  return (history, excluded) => {
    chosen.fill(0)
    for (const source of SOURCES) {
      scorers[source].score(history, scores[source])
      for (const song of topK(scores[source], HEADS[source], excluded)) chosen[song] = 1
    }
    return { songs: Uint32Array.from(chosen.keys()).filter(song => chosen[song] === 1), scores }
  }
}
