import { sentimentScore } from '../../domain/profile.js'
import type { Song, SongFilter } from '../../domain/song.js'
import type { ReviewTotals, SongTotals } from '../../domain/totals.js'

/** What filters and orders look at. Names are folded, tags are the catalogue's and the users'. */
export interface SongCard extends Pick<ReviewTotals, 'reviewCount' | 'sentimentSum'> {
  readonly id: string
  readonly title: string
  readonly artists: readonly string[]
  readonly albums: readonly string[]
  readonly genres: readonly string[]
  readonly tags: readonly string[]
  readonly year: number | null
  playCount: number
}

export function songCard(song: Song, totals: SongTotals): SongCard {
  const { reviewCount, sentimentSum, playCount } = totals
  return {
    id: song.id,
    title: foldedTitle(song.title),
    artists: song.artist === null ? [] : [foldedName(song.artist)],
    albums: song.album === null ? [] : [foldedName(song.album)],
    genres: song.genres.map(foldedName),
    tags: [...song.tags, ...totals.tags.map(({ tag }) => tag)].map(foldedName),
    year: song.year,
    playCount,
    reviewCount,
    sentimentSum,
  }
}

/** Without case and accents: compatibility decomposition without its marks, lower case. */
function foldedTitle(title: string): string {
  return title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Without case; canonically equal names are equal. */
function foldedName(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

/** Does a song pass? All conditions given must hold; a list that is empty is no condition. */
export function songFilter(filter: SongFilter, catalogue: ReviewTotals): (card: SongCard) => boolean {
  const { yearFrom, yearTo, minReviews, minSentiment } = filter
  const conditions: ((card: SongCard) => boolean)[] = []
  for (const facet of ['artists', 'albums', 'genres', 'tags'] as const) {
    const wanted = new Set(filter[facet]?.map(foldedName))
    if (wanted.size > 0) conditions.push(card => card[facet].some(name => wanted.has(name)))
  }
  if (yearFrom != null) conditions.push(card => card.year !== null && card.year >= yearFrom)
  if (yearTo != null) conditions.push(card => card.year !== null && card.year <= yearTo)
  if (minReviews != null) conditions.push(card => card.reviewCount >= minReviews)
  if (minSentiment != null) conditions.push(card => sentimentScore(card, catalogue) >= minSentiment)
  return card => conditions.every(condition => condition(card))
}
