/** The codes of `extensions.code` that the domain raises; the server adds those of transport and limits. */
export type ErrorCode = 'BAD_USER_INPUT' | 'NOT_FOUND' | 'CONFLICT' | 'SERVICE_UNAVAILABLE'

/** Something the caller can put right. The message is shown to them as it is. */
export abstract class DomainError extends Error {
  abstract readonly code: ErrorCode
  override get name(): string {
    return this.constructor.name
  }
}

/** Input outside its range or form. The message names the argument, the value and the remedy. */
export class BadInputError extends DomainError {
  readonly code = 'BAD_USER_INPUT'
  /**
   * @param path   where the argument stands, such as `input.rating`
   * @param value  as it was given; shown shortened
   * @param remedy what would be accepted, such as `use 0.5 to 5 in steps of 0.5`
   */
  constructor(
    readonly path: string,
    readonly value: unknown,
    readonly remedy: string,
  ) {
    super(`${path}: ${shown(value)} is not accepted; ${remedy}`)
  }
}

/** What an id names is not there. */
export class NotFoundError extends DomainError {
  readonly code = 'NOT_FOUND'
  constructor(
    readonly noun: string,
    readonly id: string,
  ) {
    super(`no ${noun} with the id ${shown(id)}`)
  }
}

/** The state of the store forbids it: an id taken, a training running. */
export class ConflictError extends DomainError {
  readonly code = 'CONFLICT'
}

/** The store does not answer. What the request would have written is there whole, or not at all; repeating it is safe. */
export class UnavailableError extends DomainError {
  readonly code = 'SERVICE_UNAVAILABLE'
}

/** Something the operator can put right: a taken port, a broken model, an unwritable folder. One line with its remedy. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError'
}

/** A value as an error message shows it: JSON, at most 80 characters. */
export function shown(value: unknown): string {
  // JSON has no word for infinity and NaN.
  const inJson = typeof value === 'number' ? String(value) : JSON.stringify(value)
  const text = value === undefined ? 'nothing' : (inJson ?? String(value))
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}
