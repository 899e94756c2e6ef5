import { type InteractionMatrix, ofSongs } from '../interactions.js'
import { topK } from '../top.js'
import { type EaseHyperparameters, fitEase } from './ease.js'
import { bestEase, chosenEase } from './ease-choice.js'
import { type EaseNeighbours, easeNeighbours } from './ease-neighbours.js'
import { fitPopularity } from './popularity.js'

/**
 * Where users and songs are both more, EASE is of this many songs: the time it takes grows with the cube, and the songs with
 * the most listeners have most of the plays.
 */
export const SERVED_WIDEST = 4_096

/**
 * EASE as the product serves it: its strongest neighbours, of all songs where users or songs are at most `widest`, else of
 * as many of the most popular songs.
 */
export function servedEase(
  matrix: InteractionMatrix,
  hyperparameters: EaseHyperparameters,
  traits: InteractionMatrix | null = null,
  widest = SERVED_WIDEST,
): EaseNeighbours {
  const popular = servedSongs(matrix, widest)
  if (popular === null) return easeNeighbours(fitEase(matrix, hyperparameters, traits))
  const popularTraits = traits && ofSongs(traits, popular)
  const model = easeNeighbours(fitEase(ofSongs(matrix, popular), hyperparameters, popularTraits))
  const rowStart = new Uint32Array(matrix.songs + 1)
  popular.forEach((song, i) => {
    rowStart[song + 1] = model.rowStart[i + 1] - model.rowStart[i]
  })
  for (let song = 0; song < matrix.songs; song++) rowStart[song + 1] += rowStart[song]
  return { ...model, songs: matrix.songs, rowStart, columns: model.columns.map(column => popular[column]) }
}

/** `bestEase` among the songs that EASE is served of. */
export function bestServedEase(
  known: InteractionMatrix,
  heldOut: InteractionMatrix,
  traits: InteractionMatrix | null,
  widest = SERVED_WIDEST,
): EaseHyperparameters {
  const popular = servedSongs(known, widest)
  if (popular === null) return bestEase(known, heldOut, traits)
  return bestEase(ofSongs(known, popular), ofSongs(heldOut, popular), traits && ofSongs(traits, popular))
}

/** `chosenEase` among the songs that EASE is served of. */
export function chosenServedEase(matrix: InteractionMatrix, seed: number, widest = SERVED_WIDEST): EaseHyperparameters {
  const popular = servedSongs(matrix, widest)
  return chosenEase(popular === null ? matrix : ofSongs(matrix, popular), seed)
}

/** The most popular songs, ascending, where not all can be had; else null. */
function servedSongs(matrix: InteractionMatrix, widest: number): Uint32Array | null {
  if (Math.min(matrix.users, matrix.songs) <= widest) return null
  return topK(fitPopularity(matrix).listeners, widest).sort()
}
