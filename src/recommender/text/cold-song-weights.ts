import type { TrainingData } from '../../domain/training-data.js'
import { seededRandom } from '../random.js'
import { coldSongParts } from './cold-song-parts.js'
import { fitColdSongs } from './cold-songs.js'
import { type ColdSplit, coldSplit, judgedListeners } from './cold-split.js'
import { fitPairwiseWeights } from './pairwise-weights.js'
import { hashOf } from './terms.js'

// Chosen on validation parts of both Digital Music sets, as the settings of the model.

/** What the weights of `coldSongParts` are drawn to, and stay where nothing tells them. */
const PRIOR = Float64Array.of(1, 1, 1, 1, 1, 2, 0.5, 1, 0.6).map(weight => 0.12 * weight)
const REGULARIZATION = 0.001
/** How often songs are made cold to learn from: each time a fifth of them, with half of their reviews. */
const SPLITS = 3
const COLD_SHARE = 0.2
const VISIBLE_SHARE = 0.5

/**
 * What each of `coldSongParts` counts, learnt from songs of the data that are made cold: their parts, by a model that was
 * fitted without them, beside who turned to them.
 */
export function fitColdSongWeights(data: TrainingData, seed: number): Float64Array {
  const differences = Array.from({ length: SPLITS }, (_, split) => {
    const drawn = (key: string) => seededRandom(hashOf(key, seed + split))()
    const rule = {
      isCold: (songId: string) => drawn(songId) < COLD_SHARE,
      isVisible: (userId: string, songId: string) => drawn(`${userId}\t${songId}`) < VISIBLE_SHARE,
    }
    return differencesIn(coldSplit(data, rule), seed)
  })
  return fitPairwiseWeights(differences.flat(), PRIOR, REGULARIZATION)
}

/** Of each listener, a row for each song that they turned to beside one that they did not: the parts of the first less the other's. */
function differencesIn(split: ColdSplit, seed: number): Float64Array[] {
  const listeners = judgedListeners(split)
  if (listeners.length === 0) return []
  const { train, cold, positives, known } = split
  const partsOf = coldSongParts(fitColdSongs(train, seed), cold)
  return listeners.map(({ user, ...listener }) => {
    const parts = partsOf(listener)
    const taken = new Set(positives[user])
    const others = [...cold.keys()].filter(song => !taken.has(song) && !known[user].has(song))
    const differences = [...taken].flatMap(song => others.flatMap(other => parts.map(part => part[song] - part[other])))
    return Float64Array.from(differences)
  })
}
