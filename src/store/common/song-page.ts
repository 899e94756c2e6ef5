import { type Page, type PageRequest, toCursor } from '../../domain/page.js'
import type { SongFilter, SongOrder } from '../../domain/song.js'
import { songFilter } from '../../domain/song-filter.js'
import type { ReviewTotals } from '../../domain/totals.js'
import type { SongCard } from './song-card.js'
import { keepFirst, orderOf, type Place, placeAfter } from './song-order.js'

/**
 * A page of song ids: one pass over all cards counts what passes the filter and keeps the first few after the cursor.
 * @throws BadInputError if `after` is no cursor of this order
 */
export function songPage(
  cards: Iterable<SongCard>,
  catalogue: ReviewTotals,
  filter: SongFilter,
  order: SongOrder,
  { first, after }: PageRequest,
): Page<string> {
  const { rankBy, compare } = orderOf(order, catalogue)
  const passes = songFilter(filter, catalogue)
  const position = after === null ? null : placeAfter(order, after)
  const places: Place[] = []
  let totalCount = 0
  let passed = 0
  for (const card of cards) {
    if (!passes(card)) continue
    totalCount++
    const place = { value: rankBy(card), id: card.id }
    if (position !== null && compare(place, position) <= 0) passed++
    else keepFirst(places, place, first, compare)
  }
  return {
    items: places.map(({ value, id }) => ({ node: id, cursor: toCursor([value, id]) })),
    totalCount,
    hasNextPage: passed + places.length < totalCount,
    hasPreviousPage: passed > 0,
  }
}
