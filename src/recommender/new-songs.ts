import type { Song } from '../domain/song.js'
import { withContentOf } from './content.js'
import type { FittedModels } from './fit.js'
import { withPredictedFactors } from './predicted-factors.js'
import { withTextOf } from './text/text-model.js'

/** A song that came after the training. */
export interface NewSong {
  readonly song: Song
  /** `termsOf` each of its reviews. */
  readonly reviews: readonly Uint32Array[]
}

/**
 * The models with further songs behind those they were trained on: their rows of words and tokens, and ALS factors as these
 * tell them. Of who plays them nothing is known, so EASE and item kNN have no entries, and nobody listens.
 * @param before the songs of the models, as they are now; undefined for one that is gone
 */
export function withNewSongs(
  models: FittedModels,
  before: readonly (Song | undefined)[],
  further: readonly NewSong[],
): FittedModels {
  const { ease, itemKnn, factorRidge } = models
  const songs = before.length + further.length
  const content = withContentOf(
    models.content,
    before,
    further.map(({ song }) => song),
  )
  const text = withTextOf(
    models.text,
    further.map(({ reviews }) => reviews),
  )
  const listeners = new Float32Array(songs)
  listeners.set(models.popularity.listeners)
  const popularity = { ...models.popularity, listeners }
  const rowStart = new Uint32Array(songs + 1).fill(ease.columns.length)
  rowStart.set(ease.rowStart)
  return {
    ...models,
    ease: { ...ease, songs, rowStart },
    als: withPredictedFactors(models.als, factorRidge, text, content, popularity),
    itemKnn: { ...itemKnn, normalized: { ...itemKnn.normalized, songs } },
    content,
    text,
    popularity,
  }
}
