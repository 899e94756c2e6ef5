import type { Page, PageRequest } from '../../domain/page.js'
import type { Song, SongFilter, SongOrder } from '../../domain/song.js'
import { type CatalogueTotals, NO_REVIEWS, type SongTotals } from '../../domain/totals.js'
import { inOrder } from '../common/same.js'
import type { SongStore } from '../ports.js'
import type { Counts } from './counts.js'
import type { Environment } from './environment.js'
import type { Tables } from './schema.js'
import { SongIndex } from './song-index.js'
import { songTotals } from './song-totals.js'
import { stream } from './stream.js'

/** What goes with a song: its plays, reviews and tags. */
export interface Dependents {
  removeSong(songId: string): void
}

export class EmbeddedSongs implements SongStore {
  private readonly index: SongIndex

  constructor(
    private readonly environment: Environment,
    private readonly tables: Tables,
    private readonly counts: Counts,
    private readonly dependents: readonly Dependents[],
  ) {
    this.index = new SongIndex(tables)
  }

  add(song: Song): Promise<boolean> {
    return this.environment.write(() => {
      if (this.tables.songs.has(song.id)) return false
      this.save(song)
      this.tables.changes.note([song.id])
      return true
    })
  }

  upsert(songs: readonly Song[]): Promise<{ added: number; replaced: number }> {
    return this.environment.write(() => {
      const results = songs.map(song => ({
        id: song.id,
        known: this.tables.songs.has(song.id),
        changed: this.save(song),
      }))
      this.tables.changes.note(new Set(results.filter(result => result.changed).map(result => result.id)))
      const replaced = results.filter(result => result.known).length
      return { added: songs.length - replaced, replaced }
    })
  }

  update(id: string, change: (song: Song) => Song): Promise<Song | null> {
    return this.environment.write(() => {
      const before = this.tables.songs.get(id)
      if (before === undefined) return null
      const after = change(before)
      if (this.save(after)) this.tables.changes.note([id])
      return after
    })
  }

  remove(id: string): Promise<boolean> {
    return this.environment.write(() => {
      if (!this.tables.songs.has(id)) return false
      for (const dependent of this.dependents) dependent.removeSong(id)
      this.tables.songs.remove(id)
      this.counts.addToCatalogue({ songs: -1 })
      this.tables.changes.note([id])
      return true
    })
  }

  async get(id: string): Promise<Song | null> {
    return this.tables.songs.get(id) ?? null
  }

  async getMany(ids: readonly string[]): Promise<(Song | null)[]> {
    return ids.map(id => this.tables.songs.get(id) ?? null)
  }

  async totals(id: string): Promise<SongTotals> {
    return songTotals(this.tables, id)
  }

  async totalsMany(ids: readonly string[]): Promise<SongTotals[]> {
    return ids.map(id => songTotals(this.tables, id))
  }

  async catalogueTotals(): Promise<CatalogueTotals> {
    const [songCount, userCount, playCount] = this.counts.catalogue()
    return { ...NO_REVIEWS, ...this.tables.catalogueReviews.get(''), songCount, userCount, playCount }
  }

  async page(filter: SongFilter, order: SongOrder, page: PageRequest): Promise<Page<Song>> {
    return this.index.page(filter, order, page)
  }

  async *all(): AsyncIterable<Song> {
    for await (const { value } of stream(this.tables.songs)) yield value
  }

  async changes(since: string | null): Promise<{ songIds: string[]; moment: string }> {
    const { songs, changes } = this.tables
    const songIds =
      since === null ? Array.from(songs.range([]), ({ key }) => key[0]) : changes.since(Number(since)).songIds
    return { songIds, moment: String(changes.last()) }
  }

  /** False if it is there already, just so. */
  private save(song: Song): boolean {
    const before = this.tables.songs.get(song.id)
    const record = inOrder(song)
    if (before !== undefined && JSON.stringify(before) === JSON.stringify(record)) return false
    this.tables.songs.put([song.id], record)
    if (before === undefined) this.counts.addToCatalogue({ songs: 1 })
    return true
  }
}
