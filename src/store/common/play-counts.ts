import type { Order } from '../../domain/page.js'
import type { PlayCount } from '../../domain/play.js'
import { compareText } from './text-order.js'

/** A user's play counts: most played first, ties by song id. */
export const MOST_PLAYED: Order<PlayCount, readonly ['number', 'id']> = {
  kinds: ['number', 'id'],
  keyOf: ({ count, songId }) => [count, songId],
  compare: ([countA, idA], [countB, idB]) => countB - countA || compareText(idA, idB),
}

/** The later of two moments in ms; a moment that is not known is no moment. */
export function later(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b
  return Math.max(a, b)
}
