import { NotFoundError } from '../src/domain/errors.js'

/** The greatest value of GraphQL's Int. */
const INT_MAX = 2 ** 31 - 1

/** A count as Int can carry it: sums of plays may grow beyond. */
export const capped = (count: number): number => Math.min(count, INT_MAX)

/**
 * What a relation leads to.
 * @throws NotFoundError if it was removed between the read of its parent and this one
 */
export function found<T>(value: T | null, noun: string, id: string): T {
  if (value === null) throw new NotFoundError(noun, id)
  return value
}
