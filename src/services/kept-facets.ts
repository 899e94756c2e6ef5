import type { Song } from '../domain/song.js'
import { type SongFacets, songFacets } from '../domain/song-filter.js'
import type { SongTotals } from '../domain/totals.js'

/** By song as it was read, with the totals that its facets were made of. */
const kept = new WeakMap<Song, { readonly totals: SongTotals; readonly facets: SongFacets }>()

/** `songFacets`, made once for a song and its totals as the catalogue's view has them: folding all names takes longer than ranking. */
export function keptFacets(song: Song, totals: SongTotals): SongFacets {
  let known = kept.get(song)
  if (known?.totals !== totals) {
    known = { totals, facets: songFacets(song, totals) }
    kept.set(song, known)
  }
  return known.facets
}
