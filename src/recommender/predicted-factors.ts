import type { AlsModel } from './cf/als.js'
import type { PopularityModel } from './cf/popularity.js'
import type { ContentModel, SongTokens } from './content.js'
import { fitRidge, predictRidge, type Ridge } from './text/ridge.js'
import type { TextModel } from './text/text-model.js'
import { besides, type SparseRows } from './text/tf-idf.js'

/** Tells a song's ALS factors from what is written of it and what it is. */
export type FactorRidge = Ridge

/** The same as places cold songs in `text/cold-songs.ts`, chosen there. */
const REGULARIZATION = 3
const TOKEN_WEIGHT = Math.sqrt(0.3)

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

/** The others become empty. */
function rowsWhere({ rowStart, columns, values, width }: SparseRows, keeps: (row: number) => boolean): SparseRows {
  const starts = new Uint32Array(rowStart.length)
  const kept: number[] = []
  for (let row = 0; row + 1 < rowStart.length; row++) {
    if (keeps(row)) for (let at = rowStart[row]; at < rowStart[row + 1]; at++) kept.push(at)
    starts[row + 1] = kept.length
  }
  return {
    rowStart: starts,
    columns: Uint32Array.from(kept, at => columns[at]),
    values: Float32Array.from(kept, at => values[at]),
    width,
  }
}
