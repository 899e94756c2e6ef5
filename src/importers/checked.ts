import { DomainError } from '../domain/errors.js'
import type { BadLine, Place } from './importer.js'

/** What `read` makes of a row; a bad line with the message of the DomainError that it throws. */
export function checked<Values, Item extends object>(
  row: (Place & { readonly kind: 'row'; readonly values: Values }) | BadLine,
  read: (values: Values) => Item,
): (Item & Place) | BadLine {
  if (row.kind === 'bad') return row
  const { file, line } = row
  try {
    return { ...read(row.values), file, line }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { kind: 'bad', file, line, message: error.message }
  }
}
