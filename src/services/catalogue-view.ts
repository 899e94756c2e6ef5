import { setImmediate } from 'node:timers/promises'
import { type SongProfile, songProfile } from '../domain/profile.js'
import type { Song } from '../domain/song.js'
import { type CatalogueTotals, NO_REVIEWS, NO_TOTALS, type SongTotals } from '../domain/totals.js'
import type { SongStore } from '../store/ports.js'
import { coalesced } from './coalesced.js'
import { byPopularity, rankIn } from './popularity.js'

/**
 * The songs and their totals in memory, as of the last `refresh`: what an answer over the whole catalogue needs.
 * Entries, reviews and tags are exact then, and so are plays told by `played`. Plays that other processes recorded show
 * once they are more than PLAYS_LAG of the plays known (or of the number of songs, if that is more): every song's totals
 * are read again then.
 */
export interface CatalogueView {
  /** Brings the view up to date with the store. Cheap when nothing changed; the first call reads everything. */
  refresh(): Promise<void>
  /** Tells that plays of these songs were recorded; the next `refresh` reads their totals. */
  played(songIds: Iterable<string>): void
  song(id: string): Song | undefined
  /** `NO_TOTALS` for an unknown song. */
  totals(id: string): SongTotals
  /** Made once and kept until some review, tag or song of the catalogue changes: its means are shrunk toward everybody's. */
  profile(id: string): SongProfile
  readonly catalogueTotals: CatalogueTotals
  /** In no particular order. */
  ids(): Iterable<string>
  readonly size: number
  /** How many times a song was added or removed: while it stays the same, the same songs are there. */
  readonly turnover: number
  /** Of the store's changes: another once some song, review or tag changed, but not for plays. Null before all are read. */
  readonly moment: string | null
  /** All ids, most popular first (`byPopularity`). A new array after a change, so that one in use stays as it was. */
  popular(): readonly string[]
  /** Called during `refresh` for each song added (`before` undefined), replaced, or removed (`after` undefined). */
  onChange(listener: (id: string, before: Song | undefined, after: Song | undefined) => void): void
}

/** Songs read at a time; other requests are served between two batches. */
const BATCH = 500
/** Share of the plays that may be unseen. A popularity list that is 1 % behind is the same list to a reader. */
const PLAYS_LAG = 0.01
/** More changes than this are cheaper sorted anew than moved one by one. */
const MOVED_SINGLY = 50

interface Entry {
  readonly song: Song
  readonly totals: SongTotals
}

export function catalogueView(store: SongStore): CatalogueView {
  const entries = new Map<string, Entry>()
  const profiles = new Map<string, SongProfile>()
  const listeners: Parameters<CatalogueView['onChange']>[0][] = []
  const unread = new Set<string>()
  const totals = (id: string) => entries.get(id)?.totals ?? NO_TOTALS
  const compare = byPopularity(totals)
  let catalogueTotals: CatalogueTotals = { ...NO_REVIEWS, songCount: 0, userCount: 0, playCount: 0 }
  let moment: string | null = null
  let playsKnown = 0
  let popular: readonly string[] | null = null
  let turnover = 0

  async function update(): Promise<void> {
    const changes = await store.changes(moment)
    catalogueTotals = await store.catalogueTotals()
    if (changes.songIds.length > 0) profiles.clear()
    await read(changes.songIds)
    moment = changes.moment
    await readPlayed()
    const unseen = Math.abs(catalogueTotals.playCount - playsKnown)
    if (unseen > PLAYS_LAG * Math.max(playsKnown, entries.size)) {
      await read([...entries.keys()])
      playsKnown = catalogueTotals.playCount
    }
  }

  /** Cleared before the reading, since plays told of during it are to be read next time; put back if it fails. */
  async function readPlayed(): Promise<void> {
    const played = [...unread]
    unread.clear()
    try {
      await read(played)
    } catch (error) {
      for (const id of played) unread.add(id)
      throw error
    }
  }

  async function read(ids: readonly string[]): Promise<void> {
    if (ids.length > MOVED_SINGLY) popular = null
    for (let from = 0; from < ids.length; from += BATCH) {
      if (from > 0) await setImmediate()
      const batch = ids.slice(from, from + BATCH)
      const [songs, allTotals] = await Promise.all([store.getMany(batch), store.totalsMany(batch)])
      batch.forEach((id, at) => {
        const song = songs[at]
        set(id, song ? { song, totals: allTotals[at] } : undefined)
      })
    }
  }

  function set(id: string, after: Entry | undefined): void {
    const before = entries.get(id)
    if (!before && !after) return
    const ranked = popular !== null
    if (ranked && before) popular = popular?.toSpliced(rankIn(popular, id, compare), 1) ?? null
    if (after) entries.set(id, after)
    else entries.delete(id)
    if (!before || !after) turnover++
    if (ranked && after) popular = popular?.toSpliced(rankIn(popular, id, compare), 0, id) ?? null
    playsKnown += (after?.totals.playCount ?? 0) - (before?.totals.playCount ?? 0)
    profiles.delete(id)
    for (const listener of listeners) listener(id, before?.song, after?.song)
  }

  return {
    refresh: coalesced(update),
    played(songIds) {
      for (const id of songIds) unread.add(id)
    },
    song: id => entries.get(id)?.song,
    totals,
    profile(id) {
      let profile = profiles.get(id)
      if (!profile) {
        profile = songProfile(totals(id), catalogueTotals)
        profiles.set(id, profile)
      }
      return profile
    },
    get catalogueTotals() {
      return catalogueTotals
    },
    ids: () => entries.keys(),
    get size() {
      return entries.size
    },
    get turnover() {
      return turnover
    },
    get moment() {
      return moment
    },
    popular() {
      popular ??= [...entries.keys()].sort(compare)
      return popular
    },
    onChange: listener => listeners.push(listener),
  }
}
