import { foldedName } from '../domain/folded-name.js'
import type { RecommendationOptions } from '../domain/recommendation.js'
import type { SongFilter } from '../domain/song.js'
import { type SongFacets, songFilter } from '../domain/song-filter.js'
import type { Taste } from '../domain/user.js'
import type { UserHistory } from '../recommender/user-history.js'
import type { ServedModel } from './active-model.js'
import type { CatalogueView } from './catalogue-view.js'
import { facetsByIndex, keptFacets } from './kept-facets.js'

/** What one user must not be shown. */
export interface Exclusion {
  /** By id: known, muted, or named by the caller. */
  readonly hidden: ReadonlySet<string>
  /** What songs must be like; null where they may be like anything, which is quicker. */
  readonly allows: ((facets: SongFacets) => boolean) | null
}

/** @param session songs of the present session, which are known even where nobody recorded them yet */
export function exclusion(
  { plays, reviews, taste }: UserHistory,
  { filter, exclude, includeKnown }: RecommendationOptions,
  view: CatalogueView,
  session: readonly string[] = [],
): Exclusion {
  const hidden = new Set([...(exclude ?? []), ...taste.muted.songs])
  if (!includeKnown) {
    for (const songId of session) hidden.add(songId)
    for (const { songId } of plays) hidden.add(songId)
    for (const { songId } of reviews) hidden.add(songId)
  }
  return { hidden, allows: allowance(filter ?? {}, taste.muted, view) }
}

function allowance(filter: SongFilter, muted: Taste['muted'], view: CatalogueView): Exclusion['allows'] {
  const conditions = Object.values(filter).some(condition => condition != null)
  if (!conditions && muted.artists.length === 0 && muted.genres.length === 0) return null
  const passes = songFilter(filter, view.catalogueTotals)
  const artists = new Set(muted.artists.map(foldedName))
  const genres = new Set(muted.genres.map(foldedName))
  return facets => {
    const isMuted = facets.artists.some(name => artists.has(name)) || facets.genres.some(name => genres.has(name))
    return !isMuted && passes(facets)
  }
}

/** Whether a song of the catalogue may be shown. */
export function isAllowed({ hidden, allows }: Exclusion, view: CatalogueView, songId: string): boolean {
  const song = view.song(songId)
  return song !== undefined && !hidden.has(songId) && (allows === null || allows(keptFacets(song, view.totals(songId))))
}

/** The same by the indices of a model. Songs removed since its training must not be shown either. */
export function excludedSongs({ hidden, allows }: Exclusion, view: CatalogueView, served: ServedModel): Uint8Array {
  const mask = removedSongs(view, served).slice()
  for (const id of hidden) {
    const song = served.index.get(id)
    if (song !== undefined) mask[song] = 1
  }
  if (allows === null) return mask
  facetsByIndex(view, served).forEach((facets, song) => {
    if (facets === null || !allows(facets)) mask[song] = 1
  })
  return mask
}

/** By model: which of its songs are gone, as of a turnover of the catalogue. */
const removed = new WeakMap<ServedModel, { readonly turnover: number; readonly mask: Uint8Array }>()

function removedSongs(view: CatalogueView, served: ServedModel): Uint8Array {
  let known = removed.get(served)
  if (known?.turnover !== view.turnover) {
    const mask = Uint8Array.from(served.songIds, id => (view.song(id) ? 0 : 1))
    known = { turnover: view.turnover, mask }
    removed.set(served, known)
  }
  return known.mask
}
