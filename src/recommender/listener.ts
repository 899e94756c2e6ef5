import type { SongVector } from './interactions.js'
import type { TextVector } from './text/text-model.js'

/** A user as the ranker sees them. */
export interface Listener {
  readonly history: SongVector
  /** Songs that they wrote badly of, each −liking · plays: the more they play it, the more of a conflict. Absent without any. */
  readonly disliked?: SongVector
  /** By aspect, in [0, 1]: what they care for. */
  readonly aspectImportance: ReadonlyMap<string, number>
  /** All that they wrote of songs, as a row of the text model; absent where it says nothing. */
  readonly words?: TextVector
}
