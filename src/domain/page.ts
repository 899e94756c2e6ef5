import { BadInputError } from './errors.js'
import { ID_LENGTH } from './ids.js'

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

interface Parts {
  /** Of at most ID_LENGTH units: it may become part of a key of the store. */
  id: string
  /** Of any length: it is only compared. */
  text: string
  /** Finite. */
  number: number
  'number?': number | null
}

/** What the parts of a list's keys are, in order. */
export type KeyKinds = readonly (keyof Parts)[]
/** A position in a list: such parts. */
export type CursorKey<K extends KeyKinds> = { readonly [I in keyof K]: Parts[K[I]] }

/** An opaque cursor for the position `key`. */
export function toCursor(key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/**
 * The position that a cursor of `toCursor` names.
 * @throws BadInputError for anything else: text that is no cursor, or the cursor of another kind of list
 */
export function fromCursor<const K extends KeyKinds>(cursor: string, kinds: K): CursorKey<K> {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (isKey(key, kinds)) return key
  } catch {}
  throw new BadInputError('after', cursor, 'use an endCursor of an earlier page of the same list')
}

function isKey<K extends KeyKinds>(key: unknown, kinds: K): key is CursorKey<K> {
  return Array.isArray(key) && key.length === kinds.length && kinds.every((kind, i) => isPart[kind](key[i]))
}

const isPart: Record<keyof Parts, (part: unknown) => boolean> = {
  id: part => typeof part === 'string' && part.length <= ID_LENGTH,
  text: part => typeof part === 'string',
  number: Number.isFinite,
  'number?': part => part === null || Number.isFinite(part),
}

/** What a page is cut from: an array, or a list that makes its items when asked. */
export interface Sorted<T> {
  readonly length: number
  at(index: number): T | undefined
}

/** How a list is sorted. */
export interface Order<T, K extends KeyKinds> {
  readonly kinds: K
  /** Distinct for each item. */
  keyOf(item: T): CursorKey<K>
  compare(a: CursorKey<K>, b: CursorKey<K>): number
}

/**
 * A page of a list that is in memory already.
 * @param sorted all of it, in the order given
 * @throws BadInputError if `after` is no cursor of such a list
 */
export function pageOf<T, const K extends KeyKinds>(
  sorted: Sorted<T>,
  order: Order<T, K>,
  { first, after }: PageRequest,
): Page<T> {
  const from = after === null ? 0 : indexAfter(sorted, order, fromCursor(after, order.kinds))
  const items: { node: T; cursor: string }[] = []
  for (let at = from; at < Math.min(from + first, sorted.length); at++) {
    const node = sorted.at(at)
    if (node !== undefined) items.push({ node, cursor: toCursor(order.keyOf(node)) })
  }
  return {
    items,
    totalCount: sorted.length,
    hasNextPage: from + items.length < sorted.length,
    hasPreviousPage: from > 0,
  }
}

/** The index of the first item behind the position, found by halving. */
function indexAfter<T, K extends KeyKinds>(sorted: Sorted<T>, { keyOf, compare }: Order<T, K>, position: CursorKey<K>) {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const item = sorted.at(middle)
    if (item !== undefined && compare(keyOf(item), position) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
