import { NO_TOTALS, type SongTotals } from '../../domain/totals.js'
import type { Tables } from './schema.js'

/** Put together from the three parts that are kept apart. */
export function songTotals({ songPlays, songReviews, songTags }: Tables, songId: string): SongTotals {
  const [playCount, listenerCount] = songPlays.get(songId) ?? [0, 0]
  const tags = (songTags.get(songId) ?? []).map(([tag, users]) => ({ tag, users }))
  return { ...NO_TOTALS, ...songReviews.get(songId), playCount, listenerCount, tags }
}
