import { foldedName } from './folded-name.js'
import { sentimentScore } from './profile.js'
import type { Song, SongFilter } from './song.js'
import type { ReviewTotals, SongTotals } from './totals.js'

/** What filters look at. Names are folded; tags are the catalogue's and the users'. */
export interface SongFacets extends Pick<ReviewTotals, 'reviewCount' | 'sentimentSum'> {
  readonly artists: readonly string[]
  readonly albums: readonly string[]
  readonly genres: readonly string[]
  readonly tags: readonly string[]
  readonly year: number | null
}

export function songFacets(song: Song, { reviewCount, sentimentSum, tags }: SongTotals): SongFacets {
  return {
    artists: song.artist === null ? [] : [foldedName(song.artist)],
    albums: song.album === null ? [] : [foldedName(song.album)],
    genres: song.genres.map(foldedName),
    tags: [...song.tags, ...tags.map(({ tag }) => tag)].map(foldedName),
    year: song.year,
    reviewCount,
    sentimentSum,
  }
}

/** Does a song pass? All conditions given must hold; a list that is empty is no condition. */
export function songFilter(filter: SongFilter, catalogue: ReviewTotals): (facets: SongFacets) => boolean {
  const { yearFrom, yearTo, minReviews, minSentiment } = filter
  const conditions: ((facets: SongFacets) => boolean)[] = []
  for (const facet of ['artists', 'albums', 'genres', 'tags'] as const) {
    const wanted = new Set(filter[facet]?.map(foldedName))
    if (wanted.size > 0) conditions.push(facets => facets[facet].some(name => wanted.has(name)))
  }
  if (yearFrom != null) conditions.push(({ year }) => year !== null && year >= yearFrom)
  if (yearTo != null) conditions.push(({ year }) => year !== null && year <= yearTo)
  if (minReviews != null) conditions.push(({ reviewCount }) => reviewCount >= minReviews)
  if (minSentiment != null) conditions.push(facets => sentimentScore(facets, catalogue) >= minSentiment)
  return facets => conditions.every(condition => condition(facets))
}
