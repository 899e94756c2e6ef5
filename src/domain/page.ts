import { BadInputError } from './errors.js'

/** `first` in 1–100; `after` a cursor of an earlier page of the same list, or null for its beginning. */
export interface PageRequest {
  readonly first: number
  readonly after: string | null
}

/** A stretch of an ordered list. Stays stable while items are added: a cursor names a position by value, not by number. */
export interface Page<T> {
  readonly items: readonly { readonly node: T; readonly cursor: string }[]
  /** Of the whole list. */
  readonly totalCount: number
  readonly hasNextPage: boolean
  readonly hasPreviousPage: boolean
}

export type CursorKey = readonly (string | number | null)[]

/** An opaque cursor for the position `key`. */
export function toCursor(key: CursorKey): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/**
 * The position that a cursor of `toCursor` names.
 * @param length how many parts this list's keys have
 * @throws BadInputError for anything else
 */
export function fromCursor(cursor: string, length: number): CursorKey {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(key) && key.length === length && key.every(isPart)) return key
  } catch {}
  throw new BadInputError('after', cursor, 'use an endCursor of an earlier page of the same list')
}

function isPart(part: unknown): part is string | number | null {
  return part === null || typeof part === 'string' || typeof part === 'number'
}

/** What a page is cut from: an array, or a list that makes its items when asked. */
export interface Sorted<T> {
  readonly length: number
  at(index: number): T | undefined
}

/**
 * A page of a list that is in memory already.
 * @param sorted all of it, in order
 * @param keyOf  the sort key of an item; distinct, and of the same length for all
 * @param compare order of two keys
 */
export function pageOf<T>(
  sorted: Sorted<T>,
  keyOf: (item: T) => CursorKey,
  compare: (a: CursorKey, b: CursorKey) => number,
  { first, after }: PageRequest,
): Page<T> {
  const from = after === null ? 0 : positionAfter(sorted, keyOf, compare, after)
  const items: { node: T; cursor: string }[] = []
  for (let at = from; at < Math.min(from + first, sorted.length); at++) {
    const node = sorted.at(at)
    if (node !== undefined) items.push({ node, cursor: toCursor(keyOf(node)) })
  }
  return {
    items,
    totalCount: sorted.length,
    hasNextPage: from + items.length < sorted.length,
    hasPreviousPage: from > 0,
  }
}

/** The index of the first item behind the cursor, found by halving. */
function positionAfter<T>(
  sorted: Sorted<T>,
  keyOf: (item: T) => CursorKey,
  compare: (a: CursorKey, b: CursorKey) => number,
  after: string,
): number {
  const first = sorted.at(0)
  const position = fromCursor(after, first === undefined ? 0 : keyOf(first).length)
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const item = sorted.at(middle)
    if (item !== undefined && compare(keyOf(item), position) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
