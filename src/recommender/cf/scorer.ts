import type { SongVector } from '../interactions.js'

/** A fitted model that can score all songs for any user, seen in training or not. */
export interface Scorer {
  /**
   * @param history what the user played so far, plays as they are; may be empty
   * @param out     where to write, length songs; a new array if left out
   * @returns a score for every song, higher is better, unbounded; the history's own songs get one too
   */
  score(history: SongVector, out?: Float32Array): Float32Array
}
