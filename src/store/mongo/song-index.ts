import type { Page, PageRequest } from '../../domain/page.js'
import type { SongFilter, SongOrder } from '../../domain/song.js'
import { NO_REVIEWS, type ReviewTotals } from '../../domain/totals.js'
import { type SongCard, songCard } from '../common/song-card.js'
import { songPage } from '../common/song-page.js'
import { explained } from './errors.js'
import type { Journal } from './journal.js'
import { type Bodies, CATALOGUE, type Stored, type Tables } from './schema.js'
import { reviewTotals, songTotals } from './totals.js'

/** Documents that the server sends at a time. */
const BATCH = 1_000

/**
 * Pages of songs, as the embedded store has them (docs/decisions/0010-mongo-journal.md): what filters and orders look at is
 * kept in memory, a card a song, and brought up to date before each page with the songs whose `v` is of a later commit,
 * which an index gives.
 */
export class SongIndex {
  private readonly cards = new Map<string, SongCard>()
  private catalogue: ReviewTotals = NO_REVIEWS
  /** The latest commit that is wholly in the cards. */
  private seen = 0
  private reading: Promise<void> | null = null
  private next: Promise<void> | null = null

  constructor(
    private readonly tables: Tables,
    private readonly journal: Journal,
  ) {}

  async page(filter: SongFilter, order: SongOrder, request: PageRequest): Promise<Page<string>> {
    await this.catchUp()
    return songPage(this.cards.values(), this.catalogue, filter, order, request)
  }

  /** Reads what was committed before the call; those who come during a reading share the next one. */
  private catchUp(): Promise<void> {
    if (this.reading === null) {
      this.reading = this.read().finally(() => {
        this.reading = null
      })
      return this.reading
    }
    this.next ??= this.reading
      .catch(() => {})
      .then(() => {
        this.next = null
        return this.catchUp()
      })
    return this.next
  }

  private async read(): Promise<void> {
    try {
      const { seq, pending } = await this.journal.head()
      // What a commit under way has written so far is read, and read again once it is done.
      const done = pending ? seq - 1 : seq
      if (done === this.seen && !pending) return
      const changed = this.tables.songs
        .find({ v: { $gt: this.seen } })
        .lean()
        .cursor({ batchSize: BATCH })
      for await (const each of changed) {
        const { _id: id, goneAt, ...body } = each as unknown as Stored<Bodies['songs']>
        if (goneAt !== undefined) this.cards.delete(id)
        else this.cards.set(id, songCard({ id, ...body }, songTotals(body)))
      }
      const catalogue = (await this.tables.catalogues.findById(CATALOGUE).lean()) as Bodies['catalogues'] | null
      this.catalogue = catalogue === null ? NO_REVIEWS : reviewTotals(catalogue.reviews)
      this.seen = done
    } catch (error) {
      throw explained(error)
    }
  }
}
