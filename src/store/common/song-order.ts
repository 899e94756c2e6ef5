import { fromCursor } from '../../domain/page.js'
import { sentimentScore } from '../../domain/profile.js'
import type { SongOrder } from '../../domain/song.js'
import type { ReviewTotals } from '../../domain/totals.js'
import type { SongCard } from './song-card.js'
import { compareText } from './text-order.js'

/** A song's place in an order: its value there, and its id among equals. */
export interface Place {
  readonly value: string | number | null
  readonly id: string
}
type Compare = (a: Place, b: Place) => number

export function orderOf(
  order: SongOrder,
  catalogue: ReviewTotals,
): { rankBy: (card: SongCard) => string | number | null; compare: Compare } {
  switch (order) {
    case 'TITLE_ASC':
      return { rankBy: card => card.title, compare: byText }
    case 'YEAR_ASC':
      return { rankBy: card => card.year, compare: byNumber(1) }
    case 'YEAR_DESC':
      return { rankBy: card => card.year, compare: byNumber(-1) }
    case 'PLAYS_DESC':
      return { rankBy: card => card.playCount, compare: byNumber(-1) }
    case 'REVIEWS_DESC':
      return { rankBy: card => card.reviewCount, compare: byNumber(-1) }
    case 'SENTIMENT_DESC':
      return { rankBy: card => sentimentScore(card, catalogue), compare: byNumber(-1) }
  }
}

/** The place after which a page of this order begins. */
export function placeAfter(order: SongOrder, cursor: string): Place {
  const [value, id] = order === 'TITLE_ASC' ? fromCursor(cursor, ['text', 'id']) : fromCursor(cursor, ['number?', 'id'])
  return { value, id }
}

/** Keeps the `limit` first places, in order. */
export function keepFirst(places: Place[], place: Place, limit: number, compare: Compare): void {
  const last = places.at(-1)
  if (places.length === limit && last !== undefined && compare(place, last) >= 0) return
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    const other = places[middle]
    if (other !== undefined && compare(other, place) < 0) low = middle + 1
    else high = middle
  }
  places.splice(low, 0, place)
  if (places.length > limit) places.pop()
}

const byText: Compare = (a, b) => compareText(String(a.value), String(b.value)) || compareText(a.id, b.id)

/** Null comes last in either direction. */
const byNumber =
  (direction: 1 | -1): Compare =>
  (a, b) => {
    if (a.value === b.value) return compareText(a.id, b.id)
    if (a.value === null || b.value === null) return a.value === null ? 1 : -1
    return direction * (Number(a.value) - Number(b.value))
  }
