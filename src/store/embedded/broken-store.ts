import { OperatorError } from '../../domain/errors.js'

/** What can be done about data that LMDB cannot read. */
export function brokenStore(folder: string, error: unknown): OperatorError {
  const reason = String(error)
    .replace(/^Error: /, '')
    .replaceAll(/\s+/g, ' ')
  return new OperatorError(
    `the store in ${folder} cannot be opened (${reason}): put back a copy of it, or move it away to begin with an empty one`,
  )
}
