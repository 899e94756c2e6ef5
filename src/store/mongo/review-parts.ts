import { quotesOf } from '../../domain/quotes.js'
import type { Review } from '../../domain/review.js'
import { withReview } from '../../domain/totals.js'
import { pairKey } from './keys.js'
import { type Bodies, CATALOGUE } from './schema.js'
import { asGiven, storable } from './text.js'
import { addToUser, catalogueOf, noteSong, reviewTotals, storedTotals } from './totals.js'
import type { Unit } from './unit.js'

export function reviewOf(id: string, body: Bodies['reviews']): Review {
  const { userId, songId, text, rating, analysis, createdAt, updatedAt } = body
  return { id, userId, songId, text: asGiven(text), rating, analysis: asGiven(analysis), createdAt, updatedAt }
}

export function addReview(unit: Unit, review: Review): void {
  const { id, ...body } = review
  unit.put('reviews', id, { ...body, text: storable(body.text), analysis: storable(body.analysis) })
  for (const { id, body } of quotes(review)) unit.put('quotes', id, body)
  count(unit, review, 1)
}

export function removeReview(unit: Unit, review: Review): void {
  unit.remove('reviews', review.id)
  for (const { id } of quotes(review)) unit.remove('quotes', id)
  count(unit, review, -1)
}

/** What must be loaded before the review is added or removed, beside its song and user. */
export function quoteIds(review: Review): string[] {
  return quotes(review).map(({ id }) => id)
}

export function quotes(review: Review): { readonly id: string; readonly body: Bodies['quotes'] }[] {
  return quotesOf(review).map(({ aspect, strength, quote }) => ({
    id: pairKey(review.id, `${aspect} ${quote.start}`),
    body: { songId: review.songId, aspect, strength, ...quote, text: storable(quote.text) },
  }))
}

/** Changes the totals of song, user and catalogue. */
function count(unit: Unit, review: Review, sign: 1 | -1): void {
  const song = unit.get('songs', review.songId)
  if (song !== null) {
    noteSong(unit, review.songId, {
      ...song,
      reviews: storedTotals(withReview(reviewTotals(song.reviews), review, sign)),
    })
  }
  const catalogue = catalogueOf(unit)
  const reviews = storedTotals(withReview(reviewTotals(catalogue.reviews), review, sign))
  unit.put('catalogues', CATALOGUE, { ...catalogue, reviews })
  addToUser(unit, review.userId, { reviews: sign })
}
