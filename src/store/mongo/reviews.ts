import { fromCursor, type Page, type PageRequest, toCursor } from '../../domain/page.js'
import type { Quote, Review } from '../../domain/review.js'
import { isSameReview } from '../common/same.js'
import type { ReviewStore } from '../ports.js'
import { explained } from './errors.js'
import { addReview, quoteIds, removeReview, reviewOf } from './review-parts.js'
import type { Bodies, Stored, Tables } from './schema.js'
import { stream } from './stream.js'
import { asGiven } from './text.js'
import { loadCatalogue, type Unit } from './unit.js'
import type { Writer } from './writer.js'

type Outcome = 'added' | 'replaced' | 'unchanged'
/** Whose reviews: `{ songId }` or `{ userId }`. */
type Owner = { readonly songId: string } | { readonly userId: string }
const NEWEST_FIRST = { createdAt: -1, _id: 1 } as const

export class MongoReviews implements ReviewStore {
  constructor(
    private readonly writer: Writer,
    private readonly tables: Tables,
  ) {}

  put(review: Review): Promise<{ review: Review; outcome: Outcome } | null> {
    return this.writer.write({
      load: unit => loadReviews(unit, [review]),
      apply: unit => putOne(unit, review),
    })
  }

  putMany(reviews: readonly Review[]): Promise<(Outcome | 'unknownSong')[]> {
    return this.writer.write({
      weight: reviews.length,
      load: unit => loadReviews(unit, reviews),
      apply: unit => reviews.map(review => putOne(unit, review)?.outcome ?? 'unknownSong'),
    })
  }

  remove(id: string): Promise<boolean> {
    return this.writer.write({
      async load(unit) {
        await unit.load('reviews', [id])
        const body = unit.get('reviews', id)
        if (body !== null) await loadReviews(unit, [reviewOf(id, body)])
      },
      apply(unit) {
        const body = unit.get('reviews', id)
        if (body === null) return false
        removeReview(unit, reviewOf(id, body))
        return true
      },
    })
  }

  async get(id: string): Promise<Review | null> {
    const [found] = await this.find({ _id: id })
    return found ?? null
  }

  pageOfSong(songId: string, page: PageRequest): Promise<Page<Review>> {
    return this.page({ songId }, page)
  }

  pageOfUser(userId: string, page: PageRequest): Promise<Page<Review>> {
    return this.page({ userId }, page)
  }

  ofUser(userId: string): Promise<Review[]> {
    return this.find({ userId })
  }

  async quotes(songId: string, aspect: string, first: number): Promise<Quote[]> {
    const found = await this.tables.quotes
      .find({ songId, aspect })
      .sort({ strength: -1, reviewId: 1, start: 1 })
      .limit(first)
      .lean()
      .catch(rethrow)
    return found.map(({ reviewId, text, start, end, polarity }) => ({
      reviewId,
      text: asGiven(text),
      start,
      end,
      polarity,
    }))
  }

  async *all(): AsyncIterable<Review> {
    for await (const { _id, ...body } of stream(this.tables, 'reviews')) yield reviewOf(_id, body)
  }

  private async page(owner: Owner, { first, after }: PageRequest): Promise<Page<Review>> {
    const position = after === null ? null : fromCursor(after, ['number', 'id'])
    const [found, totalCount, newest] = await Promise.all([
      this.find(position === null ? owner : { ...owner, ...behind(position) }, first + 1),
      this.count(owner),
      position === null ? [] : this.find(owner, 1),
    ])
    return {
      items: found.slice(0, first).map(node => ({ node, cursor: toCursor([-node.createdAt.getTime(), node.id]) })),
      totalCount,
      hasNextPage: found.length > first,
      hasPreviousPage: newest[0] !== undefined && newest[0].id !== found[0]?.id,
    }
  }

  private async count(owner: Owner): Promise<number> {
    if ('userId' in owner) {
      const user = await this.tables.users.findById(owner.userId).lean().catch(rethrow)
      return user?.reviewCount ?? 0
    }
    const song = await this.tables.songs.findById(owner.songId).lean().catch(rethrow)
    return (song as Bodies['songs'] | null)?.reviews?.reviewCount ?? 0
  }

  /** Newest first. */
  private async find(condition: object, limit = 0): Promise<Review[]> {
    const found = await this.tables.reviews.find(condition).sort(NEWEST_FIRST).limit(limit).lean().catch(rethrow)
    return found
      .filter(each => each.goneAt === undefined)
      .map(({ _id, ...body }) => reviewOf(_id, body as unknown as Stored<Bodies['reviews']>))
  }
}

function rethrow(error: unknown): never {
  throw explained(error)
}

/** A cursor's position: minus the time of creation, and the id. */
function behind([minusCreatedAt, id]: readonly [number, string]): object {
  const createdAt = new Date(-minusCreatedAt)
  return { createdAt: { $lte: createdAt }, $or: [{ createdAt: { $lt: createdAt } }, { _id: { $gt: id } }] }
}

async function loadReviews(unit: Unit, reviews: readonly Review[]): Promise<void> {
  const ids = reviews.map(({ id }) => id)
  await Promise.all([
    unit.load('reviews', ids),
    unit.load(
      'songs',
      reviews.map(({ songId }) => songId),
    ),
    unit.load(
      'users',
      reviews.map(({ userId }) => userId),
    ),
    loadCatalogue(unit),
    unit.load('quotes', reviews.flatMap(quoteIds)),
  ])
  const before = ids.flatMap(id => {
    const body = unit.get('reviews', id)
    return body === null ? [] : quoteIds(reviewOf(id, body))
  })
  await unit.load('quotes', before)
}

function putOne(unit: Unit, review: Review): { review: Review; outcome: Outcome } | null {
  if (unit.get('songs', review.songId) === null) return null
  const body = unit.get('reviews', review.id)
  const before = body === null ? null : reviewOf(review.id, body)
  if (before !== null && isSameReview(before, review)) return { review: before, outcome: 'unchanged' }
  if (before !== null) removeReview(unit, before)
  const stored = { ...review, createdAt: before?.createdAt ?? review.createdAt }
  addReview(unit, stored)
  return { review: stored, outcome: before === null ? 'added' : 'replaced' }
}
