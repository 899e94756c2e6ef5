import type { Song } from '../../domain/song.js'
import { type SongFacets, songFacets } from '../../domain/song-filter.js'
import type { SongTotals } from '../../domain/totals.js'

/** What filters and orders look at. */
export interface SongCard extends SongFacets {
  readonly id: string
  /** Folded. */
  readonly title: string
  playCount: number
}

export function songCard(song: Song, totals: SongTotals): SongCard {
  return {
    ...songFacets(song, totals),
    id: song.id,
    title: foldedTitle(song.title),
    playCount: totals.playCount,
  }
}

/** Without case and accents: compatibility decomposition without its marks, lower case. */
function foldedTitle(title: string): string {
  return title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
