import type { Song } from '../domain/song.js'
import { type SongFacets, songFacets } from '../domain/song-filter.js'
import type { SongTotals } from '../domain/totals.js'
import type { ServedModel } from './active-model.js'
import type { CatalogueView } from './catalogue-view.js'

/** By song as it was read, with the totals that its facets were made of. */
const bySong = new WeakMap<Song, { readonly totals: SongTotals; readonly facets: SongFacets }>()

/** `songFacets`, made once for a song and its totals as the catalogue's view has them. */
export function keptFacets(song: Song, totals: SongTotals): SongFacets {
  let known = bySong.get(song)
  if (known?.totals !== totals) {
    known = { totals, facets: songFacets(song, totals) }
    bySong.set(song, known)
  }
  return known.facets
}

type Facets = readonly (SongFacets | null)[]
const byModel = new WeakMap<ServedModel, { readonly moment: string | null; readonly facets: Facets }>()

/**
 * The facets of a model's songs, by index; null where the view has no such song. Looking all of them up takes longer
 * than ranking them, so they are kept until some song, review or tag changes.
 */
export function facetsByIndex(view: CatalogueView, served: ServedModel): Facets {
  let known = byModel.get(served)
  if (known?.moment !== view.moment) {
    const facets = Array.from(served.songIds, id => {
      const song = view.song(id)
      return song ? keptFacets(song, view.totals(id)) : null
    })
    known = { moment: view.moment, facets }
    byModel.set(served, known)
  }
  return known.facets
}
