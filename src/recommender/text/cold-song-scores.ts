import type { TrainingData } from '../../domain/training-data.js'
import { type ColdSong, type ColdSongListener, coldSongParts } from './cold-song-parts.js'
import { fitColdSongWeights } from './cold-song-weights.js'
import { fitColdSongs } from './cold-songs.js'

/**
 * Scores cold songs for a listener: the sum of `coldSongParts`, at weights that the data tell.
 * @returns for a listener a score for each of `cold`
 */
export function coldSongScorer(
  data: TrainingData,
  cold: readonly ColdSong[],
  seed: number,
): (listener: ColdSongListener) => Float64Array {
  const partsOf = coldSongParts(fitColdSongs(data, seed), cold)
  const weights = fitColdSongWeights(data, seed)
  return listener => {
    const scores = new Float64Array(cold.length)
    for (const [i, part] of partsOf(listener).entries()) {
      for (let song = 0; song < scores.length; song++) scores[song] += weights[i] * part[song]
    }
    return scores
  }
}
