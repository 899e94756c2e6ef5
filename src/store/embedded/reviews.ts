import { fromCursor, type Page, type PageRequest, toCursor } from '../../domain/page.js'
import { quotesOf } from '../../domain/quotes.js'
import type { Quote, Review } from '../../domain/review.js'
import { NO_REVIEWS, withReview } from '../../domain/totals.js'
import { isSameReview } from '../common/same.js'
import type { ReviewStore } from '../ports.js'
import type { Counts } from './counts.js'
import type { Environment } from './environment.js'
import { dated, undated } from './records.js'
import type { Tables } from './schema.js'
import { stream } from './stream.js'
import type { Table } from './table.js'

const DATES = ['createdAt', 'updatedAt'] as const
type Outcome = 'added' | 'replaced' | 'unchanged'
type Index = Table<[owner: string, minusCreatedAt: number, reviewId: string], 1>

export class EmbeddedReviews implements ReviewStore {
  constructor(
    private readonly environment: Environment,
    private readonly tables: Tables,
    private readonly counts: Counts,
  ) {}

  put(review: Review): Promise<{ review: Review; outcome: Outcome } | null> {
    return this.environment.write(() => this.putOne(review))
  }

  putMany(reviews: readonly Review[]): Promise<(Outcome | 'unknownSong')[]> {
    return this.environment.write(() => reviews.map(review => this.putOne(review)?.outcome ?? 'unknownSong'))
  }

  remove(id: string): Promise<boolean> {
    return this.environment.write(() => {
      const review = this.find(id)
      if (review === null) return false
      this.removeOne(review)
      this.tables.changes.note([review.songId])
      return true
    })
  }

  async get(id: string): Promise<Review | null> {
    return this.find(id)
  }

  async pageOfSong(songId: string, page: PageRequest): Promise<Page<Review>> {
    const total = this.tables.songReviews.get(songId)?.reviewCount ?? 0
    return this.page(this.tables.reviewsOfSong, songId, total, page)
  }

  async pageOfUser(userId: string, page: PageRequest): Promise<Page<Review>> {
    return this.page(this.tables.reviewsOfUser, userId, this.counts.user(userId)?.reviewCount ?? 0, page)
  }

  async ofUser(userId: string): Promise<Review[]> {
    return this.named(this.tables.reviewsOfUser.range([userId]))
  }

  async quotes(songId: string, aspect: string, first: number): Promise<Quote[]> {
    return Array.from(this.tables.quotes.range([songId, aspect], { limit: first }), entry => entry.value)
  }

  async *all(): AsyncIterable<Review> {
    for await (const { value } of stream(this.tables.reviews))
      yield undated<Review, (typeof DATES)[number]>(value, DATES)
  }

  /** Takes all reviews from a song. For use within a write that removes the song. */
  removeSong(songId: string): void {
    for (const review of this.named(this.tables.reviewsOfSong.range([songId]))) this.removeOne(review)
  }

  /** Takes all reviews of a user. For use within a write that erases them. @returns of which songs */
  removeUser(userId: string): string[] {
    const own = this.named(this.tables.reviewsOfUser.range([userId]))
    for (const review of own) this.removeOne(review)
    return own.map(review => review.songId)
  }

  private putOne(review: Review): { review: Review; outcome: Outcome } | null {
    if (!this.tables.songs.has(review.songId)) return null
    const before = this.find(review.id)
    if (before !== null && isSameReview(before, review)) return { review: before, outcome: 'unchanged' }
    if (before !== null) this.removeOne(before)
    const stored = { ...review, createdAt: before?.createdAt ?? review.createdAt }
    this.addOne(stored)
    this.tables.changes.note([review.songId])
    return { review: stored, outcome: before === null ? 'added' : 'replaced' }
  }

  private addOne(review: Review): void {
    const { reviews, reviewsOfSong, reviewsOfUser, quotes } = this.tables
    reviews.put([review.id], dated(review, DATES))
    reviewsOfSong.put([review.songId, -review.createdAt.getTime(), review.id], 1)
    reviewsOfUser.put([review.userId, -review.createdAt.getTime(), review.id], 1)
    for (const { key, quote } of quoteEntries(review)) quotes.put(key, quote)
    this.count(review, 1)
  }

  private removeOne(review: Review): void {
    const { reviews, reviewsOfSong, reviewsOfUser, quotes } = this.tables
    reviews.remove(review.id)
    reviewsOfSong.remove(review.songId, -review.createdAt.getTime(), review.id)
    reviewsOfUser.remove(review.userId, -review.createdAt.getTime(), review.id)
    for (const { key } of quoteEntries(review)) quotes.remove(...key)
    this.count(review, -1)
  }

  private count(review: Review, sign: 1 | -1): void {
    const { songReviews, catalogueReviews } = this.tables
    const ofSong = withReview(songReviews.get(review.songId) ?? NO_REVIEWS, review, sign)
    if (ofSong.reviewCount > 0) songReviews.put([review.songId], ofSong)
    else songReviews.remove(review.songId)
    catalogueReviews.put([''], withReview(catalogueReviews.get('') ?? NO_REVIEWS, review, sign))
    this.counts.addToUser(review.userId, { reviews: sign })
  }

  private page(index: Index, owner: string, totalCount: number, { first, after }: PageRequest): Page<Review> {
    const position = after === null ? null : fromCursor(after, ['number', 'id'])
    const [head] = index.range([owner], { limit: 1 })
    const from = position === null ? undefined : ([owner, ...position] as [string, number, string])
    const nodes = this.named(index.range([owner], { after: from, limit: first + 1 }))
    return {
      items: nodes.slice(0, first).map(node => ({ node, cursor: toCursor([-node.createdAt.getTime(), node.id]) })),
      totalCount,
      hasNextPage: nodes.length > first,
      hasPreviousPage: position !== null && head !== undefined && head.key[2] !== nodes[0]?.id,
    }
  }

  private named(index: Iterable<{ readonly key: readonly [string, number, string] }>): Review[] {
    return Array.from(index, ({ key: [, , id] }) => this.find(id)).filter(review => review !== null)
  }

  private find(id: string): Review | null {
    const record = this.tables.reviews.get(id)
    return record === undefined ? null : undated<Review, (typeof DATES)[number]>(record, DATES)
  }
}

/** The rows of `quotes` that stand for a review. */
export function quoteEntries(review: Review) {
  return quotesOf(review).map(({ aspect, strength, quote }) => ({
    key: [review.songId, aspect, -strength, review.id, quote.start] as [string, string, number, string, number],
    quote,
  }))
}
