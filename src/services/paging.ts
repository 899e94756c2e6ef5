import { checkFirst } from '../domain/input.js'
import type { PageRequest } from '../domain/page.js'
import type { PageArgs } from './services.js'

/** The cursor is checked where it is read. */
export function pageRequest({ first, after }: PageArgs): PageRequest {
  return { first: checkFirst(first), after: after ?? null }
}
