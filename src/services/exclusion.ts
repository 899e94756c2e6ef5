import type { RecommendationOptions } from '../domain/recommendation.js'
import type { Song, SongFilter } from '../domain/song.js'
import { songFacets, songFilter } from '../domain/song-filter.js'
import type { Taste } from '../domain/user.js'
import { songMask } from '../recommender/recommend.js'
import type { UserHistory } from '../recommender/user-history.js'
import type { ServedModel } from './active-model.js'
import type { CatalogueView } from './catalogue-view.js'

/** What one user must not be shown. */
export interface Exclusion {
  /** By id: known, muted, or named by the caller. */
  readonly hidden: ReadonlySet<string>
  /** What songs must be like; null where they may be like anything, which is quicker. */
  readonly allows: ((song: Song) => boolean) | null
}

export function exclusion(
  { plays, reviews, taste }: UserHistory,
  { filter, exclude, includeKnown }: RecommendationOptions,
  view: CatalogueView,
): Exclusion {
  const hidden = new Set([...(exclude ?? []), ...taste.muted.songs])
  if (!includeKnown) {
    for (const { songId } of plays) hidden.add(songId)
    for (const { songId } of reviews) hidden.add(songId)
  }
  return { hidden, allows: allowance(filter ?? {}, taste.muted, view) }
}

function allowance(filter: SongFilter, muted: Taste['muted'], view: CatalogueView): Exclusion['allows'] {
  const conditions = Object.values(filter).some(condition => condition != null)
  if (!conditions && muted.artists.length === 0 && muted.genres.length === 0) return null
  const passes = songFilter(filter, view.catalogueTotals)
  const artists = new Set(muted.artists.map(name => name.toLowerCase()))
  const genres = new Set(muted.genres.map(name => name.toLowerCase()))
  return song =>
    passes(songFacets(song, view.totals(song.id))) &&
    !(song.artist !== null && artists.has(song.artist.toLowerCase())) &&
    !song.genres.some(genre => genres.has(genre.toLowerCase()))
}

/** Whether a song of the catalogue may be shown. */
export function isAllowed({ hidden, allows }: Exclusion, view: CatalogueView, songId: string): boolean {
  const song = view.song(songId)
  return song !== undefined && !hidden.has(songId) && (allows === null || allows(song))
}

/** The same by the indices of a model. Songs removed since its training are not told apart where nothing else is asked. */
export function excludedSongs(exclusion: Exclusion, view: CatalogueView, { songIds, index }: ServedModel): Uint8Array {
  if (exclusion.allows !== null) {
    return Uint8Array.from(songIds, id => (isAllowed(exclusion, view, id) ? 0 : 1))
  }
  const known = [...exclusion.hidden].flatMap(id => index.get(id) ?? [])
  return songMask(songIds.length, known)
}
