import type { Review } from '../../domain/review.js'
import type { Song } from '../../domain/song.js'

/** Whether posting `b` over `a` changes nothing. */
export function isSameReview(a: Review, b: Review): boolean {
  return a.text === b.text && a.rating === b.rating && a.analysis.analyzerVersion === b.analysis.analyzerVersion
}

/** The song's fields in one order, so that equal songs are equal as JSON. */
export function inOrder(song: Song): Song {
  const { id, title, artist, album, year, genres, tags, durationSeconds, attributes } = song
  return { id, title, artist, album, year, genres, tags, durationSeconds, attributes }
}
