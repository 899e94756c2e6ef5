import { type InteractionMatrix, interactionMatrix } from '../interactions.js'
import { topK } from '../top.js'
import { type EaseHyperparameters, fitEase } from './ease.js'
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
  widest = SERVED_WIDEST,
): EaseNeighbours {
  if (Math.min(matrix.users, matrix.songs) <= widest) return easeNeighbours(fitEase(matrix, hyperparameters))
  const popular = topK(fitPopularity(matrix).listeners, widest).sort()
  const model = easeNeighbours(fitEase(ofSongs(matrix, popular), hyperparameters))
  const rowStart = new Uint32Array(matrix.songs + 1)
  popular.forEach((song, i) => {
    rowStart[song + 1] = model.rowStart[i + 1] - model.rowStart[i]
  })
  for (let song = 0; song < matrix.songs; song++) rowStart[song + 1] += rowStart[song]
  return { ...model, songs: matrix.songs, rowStart, columns: model.columns.map(column => popular[column]) }
}

/** The columns of some songs, numbered anew in the order given. */
function ofSongs(matrix: InteractionMatrix, songs: Uint32Array): InteractionMatrix {
  const position = new Int32Array(matrix.songs).fill(-1)
  songs.forEach((song, i) => {
    position[song] = i
  })
  const [users, columns, values]: number[][] = [[], [], []]
  for (let user = 0; user < matrix.users; user++) {
    for (let at = matrix.rowStart[user]; at < matrix.rowStart[user + 1]; at++) {
      const column = position[matrix.columns[at]]
      if (column < 0) continue
      users.push(user)
      columns.push(column)
      values.push(matrix.values[at])
    }
  }
  return interactionMatrix(matrix.users, songs.length, users, columns, values)
}
