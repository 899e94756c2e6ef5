import { sentimentScore } from './profile.js'
import type { Song, SongFilter } from './song.js'
import type { ReviewTotals, SongTotals } from './totals.js'

/** Whether a song passes: all given conditions hold; within a list, any. Names compare without case. */
export function songFilter(filter: SongFilter, catalogue: ReviewTotals): (song: Song, totals: SongTotals) => boolean {
  const artists = folded(filter.artists)
  const albums = folded(filter.albums)
  const genres = folded(filter.genres)
  const tags = folded(filter.tags)
  const { yearFrom, yearTo, minReviews, minSentiment } = filter
  return (song, totals) =>
    (artists === null || (song.artist !== null && artists.has(song.artist.toLowerCase()))) &&
    (albums === null || (song.album !== null && albums.has(song.album.toLowerCase()))) &&
    (genres === null || song.genres.some(genre => genres.has(genre.toLowerCase()))) &&
    (tags === null ||
      song.tags.some(tag => tags.has(tag.toLowerCase())) ||
      totals.tags.some(({ tag }) => tags.has(tag.toLowerCase()))) &&
    (yearFrom == null || (song.year !== null && song.year >= yearFrom)) &&
    (yearTo == null || (song.year !== null && song.year <= yearTo)) &&
    (minReviews == null || totals.reviewCount >= minReviews) &&
    (minSentiment == null || sentimentScore(totals, catalogue) >= minSentiment)
}

/** Null where there is no condition; an empty list is one that nothing meets. */
function folded(names: readonly string[] | null | undefined): ReadonlySet<string> | null {
  return names == null ? null : new Set(names.map(name => name.toLowerCase()))
}
