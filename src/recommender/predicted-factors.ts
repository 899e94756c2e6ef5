import type { AlsModel } from './cf/als.js'
import type { PopularityModel } from './cf/popularity.js'
import type { ContentModel } from './content.js'
import type { SongTokens } from './song-tokens.js'
import { REGULARIZATION, TOKEN_WEIGHT } from './text/cold-songs.js'
import { fitRidge, predictRidge, type Ridge } from './text/ridge.js'
import { besides, rowsWhere, type SparseRows } from './text/sparse-rows.js'
import type { TextModel } from './text/text-model.js'

/** Tells a song's ALS factors from what is written of it and what it is. */
export type FactorRidge = Ridge

/** Learns from the songs that somebody took: ridge regression on the tf-idf of words and tokens. */
export function fitFactorRidge(
  text: TextModel,
  content: ContentModel,
  { songFactors, factors }: AlsModel,
  { listeners }: PopularityModel,
): FactorRidge {
  return fitRidge(
    rowsWhere(rowsOf(text, content), song => listeners[song] > 0),
    songFactors,
    factors,
    REGULARIZATION,
  )
}

/** The model with the factors that the ridge tells of songs that nobody took; theirs were 0. */
export function withPredictedFactors(
  als: AlsModel,
  ridge: FactorRidge,
  text: TextModel,
  content: ContentModel,
  { listeners }: PopularityModel,
): AlsModel {
  const { factors } = als
  const predicted = predictRidge(
    ridge,
    rowsWhere(rowsOf(text, content), song => listeners[song] === 0),
  )
  const songFactors = new Float32Array(listeners.length * factors)
  songFactors.set(als.songFactors)
  listeners.forEach((count, song) => {
    if (count === 0) songFactors.set(predicted.subarray(song * factors, (song + 1) * factors), song * factors)
  })
  return { ...als, songFactors }
}

function rowsOf(text: TextModel, content: ContentModel): SparseRows {
  const sparse = (model: SongTokens): SparseRows => ({ ...model, width: model.tokens.length })
  return besides(sparse(text), sparse(content), TOKEN_WEIGHT)
}
