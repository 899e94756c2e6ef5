import { randomUUID } from 'node:crypto'
import { unwrapResolverError } from '@apollo/server/errors'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { BadInputError, DomainError } from '../src/domain/errors.js'

/**
 * Codes of errors that the GraphQL layer raises about the request itself, and the code of ours that they get; their
 * messages hold nothing of ours.
 */
const OF_THE_REQUEST: ReadonlyMap<unknown, string> = new Map([
  ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_PARSE_FAILED'],
  ['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_VALIDATION_FAILED'],
  ['QUERY_TOO_COMPLEX', 'QUERY_TOO_COMPLEX'],
  ['BAD_USER_INPUT', 'BAD_USER_INPUT'],
  ['BAD_REQUEST', 'BAD_USER_INPUT'],
  ['OPERATION_RESOLUTION_FAILURE', 'BAD_USER_INPUT'],
  ['PERSISTED_QUERY_NOT_SUPPORTED', 'BAD_USER_INPUT'],
])

/**
 * The one place where errors get their public form: what the caller can put right keeps its code and message; anything
 * else may carry secrets, so it is handed to `report` under a reference and only the reference is shown.
 */
export function errorFormatter(report: (reference: string, error: unknown) => void) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const cause = unwrapResolverError(error)
    const known = ofDomain(cause) ?? ofRequest(formatted, cause)
    if (known) return { ...formatted, ...known }
    const reference = randomUUID()
    report(reference, cause)
    return {
      ...formatted,
      message: `internal error; reference ${reference}`,
      extensions: { code: 'INTERNAL_SERVER_ERROR', reference },
    }
  }
}

type PublicError = Pick<GraphQLFormattedError, 'message' | 'extensions'>

function ofDomain(cause: unknown): PublicError | null {
  if (!(cause instanceof DomainError)) return null
  const argument = cause instanceof BadInputError ? { argument: cause.path } : {}
  return { message: cause.message, extensions: { code: cause.code, ...argument } }
}

function ofRequest({ message, extensions }: GraphQLFormattedError, cause: unknown): PublicError | null {
  if (!(cause instanceof GraphQLError)) return null
  const code = OF_THE_REQUEST.get(extensions?.code)
  if (code !== undefined) return { message, extensions: { code } }
  // graphql-js leaves an argument that a variable spoils during execution without a code, and points into the query.
  return cause.extensions.code === undefined && cause.nodes !== undefined
    ? { message, extensions: { code: 'BAD_USER_INPUT' } }
    : null
}
