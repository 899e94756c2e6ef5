import type { Page, PageRequest } from '../../domain/page.js'
import type { Song, SongFilter, SongOrder } from '../../domain/song.js'
import { type CatalogueTotals, NO_REVIEWS, NO_TOTALS, type SongTotals } from '../../domain/totals.js'
import { inOrder } from '../common/same.js'
import type { SongStore } from '../ports.js'
import { explained } from './errors.js'
import type { Journal } from './journal.js'
import { loadSongWithAll, removeSongWithAll } from './removal.js'
import { type Bodies, CATALOGUE, type Stored, type Tables } from './schema.js'
import { SongIndex } from './song-index.js'
import { stream } from './stream.js'
import { addToCatalogue, NO_STORED_REVIEWS, noteSong, reviewTotals, songTotals } from './totals.js'
import { loadCatalogue, type Unit } from './unit.js'
import type { Writer } from './writer.js'

export class MongoSongs implements SongStore {
  private readonly index: SongIndex

  constructor(
    private readonly writer: Writer,
    private readonly tables: Tables,
    private readonly journal: Journal,
  ) {
    this.index = new SongIndex(tables, journal)
  }

  add(song: Song): Promise<boolean> {
    return this.writer.write({
      load: unit => loadSongs(unit, [song.id]),
      apply(unit) {
        if (unit.get('songs', song.id) !== null) return false
        save(unit, song)
        return true
      },
    })
  }

  upsert(songs: readonly Song[]): Promise<{ added: number; replaced: number }> {
    return this.writer.write({
      weight: songs.length,
      load: unit =>
        loadSongs(
          unit,
          songs.map(song => song.id),
        ),
      apply(unit) {
        let added = 0
        for (const song of songs) {
          if (unit.get('songs', song.id) === null) added++
          save(unit, song)
        }
        return { added, replaced: songs.length - added }
      },
    })
  }

  update(id: string, change: (song: Song) => Song): Promise<Song | null> {
    return this.writer.write({
      load: unit => loadSongs(unit, [id]),
      apply(unit) {
        const before = unit.get('songs', id)
        if (before === null) return null
        const after = change(songOf(id, before))
        save(unit, after)
        return after
      },
    })
  }

  remove(id: string): Promise<boolean> {
    return this.writer.write({
      load: unit => loadSongWithAll(unit, id),
      apply: unit => removeSongWithAll(unit, id),
    })
  }

  async get(id: string): Promise<Song | null> {
    const [song = null] = await this.getMany([id])
    return song
  }

  async getMany(ids: readonly string[]): Promise<(Song | null)[]> {
    return (await this.read(ids)).map((body, i) => (body === null ? null : songOf(ids[i] ?? '', body)))
  }

  async totals(id: string): Promise<SongTotals> {
    const [totals = NO_TOTALS] = await this.totalsMany([id])
    return totals
  }

  async totalsMany(ids: readonly string[]): Promise<SongTotals[]> {
    return (await this.read(ids)).map(body => (body === null ? NO_TOTALS : songTotals(body)))
  }

  async catalogueTotals(): Promise<CatalogueTotals> {
    const found = await this.tables.catalogues.findById(CATALOGUE).lean().catch(rethrow)
    if (found === null) return { ...NO_REVIEWS, songCount: 0, userCount: 0, playCount: 0 }
    const { reviews, songCount, userCount, playCount } = found as Bodies['catalogues']
    return { ...reviewTotals(reviews), songCount, userCount, playCount }
  }

  async page(filter: SongFilter, order: SongOrder, request: PageRequest): Promise<Page<Song>> {
    for (;;) {
      const page = await this.index.page(filter, order, request)
      const songs = await this.getMany(page.items.map(item => item.node))
      const items = page.items.flatMap(({ cursor }, i) => {
        const node = songs[i]
        return node ? [{ node, cursor }] : []
      })
      // One that is gone was removed since the index was asked: ask again.
      if (items.length === page.items.length) return { ...page, items }
    }
  }

  async *all(): AsyncIterable<Song> {
    for await (const { _id, ...body } of stream(this.tables, 'songs')) yield songOf(_id, body)
  }

  async changes(since: string | null): Promise<{ songIds: string[]; moment: string }> {
    const moment = String((await this.journal.head().catch(rethrow)).changedAt)
    if (moment === since) return { songIds: [], moment }
    const condition = since === null ? { goneAt: { $exists: false } } : { changed: { $gt: Number(since) } }
    const found = await this.tables.songs.find(condition, { _id: 1 }).lean().catch(rethrow)
    return { songIds: found.map(each => each._id), moment }
  }

  /** In the order asked for. */
  private async read(ids: readonly string[]): Promise<(Bodies['songs'] | null)[]> {
    const found = (await this.tables.songs
      .find({ _id: { $in: [...new Set(ids)] } })
      .lean()
      .catch(rethrow)) as unknown as Stored<Bodies['songs']>[]
    const byId = new Map(found.filter(each => each.goneAt === undefined).map(each => [each._id, each]))
    return ids.map(id => byId.get(id) ?? null)
  }
}

export function songOf(id: string, body: Omit<Bodies['songs'], 'changed'>): Song {
  return inOrder({ id, ...body })
}

function rethrow(error: unknown): never {
  throw explained(error)
}

function loadSongs(unit: Unit, ids: readonly string[]): Promise<unknown> {
  return Promise.all([unit.load('songs', ids), loadCatalogue(unit)])
}

function save(unit: Unit, song: Song): void {
  const before = unit.get('songs', song.id)
  const { id, ...entry } = inOrder(song)
  if (before !== null && JSON.stringify(songOf(id, before)) === JSON.stringify({ id, ...entry })) return
  const totals = before ?? { playCount: 0, listenerCount: 0, reviews: NO_STORED_REVIEWS, userTags: [] }
  noteSong(unit, id, { changed: unit.seq, ...totals, ...entry })
  if (before === null) addToCatalogue(unit, { songs: 1 })
}
