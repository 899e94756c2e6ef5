import { BadInputError } from '../../domain/errors.js'
import { fromCursor } from '../../domain/page.js'

interface Parts {
  string: string
  number: number
  'number?': number | null
}

/**
 * The position that a cursor names, its parts of the types given.
 * @throws BadInputError for a cursor of another kind of list
 */
export function positionOf<T extends (keyof Parts)[]>(cursor: string, ...types: T): { [I in keyof T]: Parts[T[I]] } {
  const position = fromCursor(cursor, types.length)
  const fits = types.every(
    (type, i) => typeof position[i] === type.replace('?', '') || (type.endsWith('?') && position[i] === null),
  )
  if (fits) return position as unknown as { [I in keyof T]: Parts[T[I]] }
  throw new BadInputError('after', cursor, 'use an endCursor of an earlier page of the same list')
}
