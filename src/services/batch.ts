import { BadInputError, DomainError } from '../domain/errors.js'
import type { Rejection } from './services.js'

/** The most entries of one list of input. */
const LIST_LENGTH = 1_000

/** An entry that passed its check, and where it stood in the list. */
export interface Accepted<T> {
  readonly index: number
  readonly value: T
}

/**
 * Checks each entry by itself.
 * @param check throws a DomainError; given the path of the entry, such as `input.3`
 * @throws BadInputError for a list that is too long: nothing of it is accepted then
 */
export function checkEach<T>(
  list: readonly unknown[],
  path: string,
  check: (value: unknown, path: string) => T,
): { accepted: Accepted<T>[]; rejected: Rejection[] } {
  if (list.length > LIST_LENGTH) {
    throw new BadInputError(path, `${list.length} entries`, `send at most ${LIST_LENGTH} at a time`)
  }
  const accepted: Accepted<T>[] = []
  const rejected: Rejection[] = []
  list.forEach((entry, index) => {
    try {
      accepted.push({ index, value: check(entry, `${path}.${index}`) })
    } catch (error) {
      rejected.push(rejection(index, error))
    }
  })
  return { accepted, rejected }
}

/** Tells of a domain error; throws anything else on. */
export function rejection(index: number, error: unknown): Rejection {
  if (!(error instanceof DomainError)) throw error
  return { index, code: error.code, message: error.message }
}
