import { describe, expect, test } from '@jest/globals'
import { GraphQLError } from 'graphql'
import { errorFormatter } from '../../resolvers/errors.js'
import { BadInputError, ConflictError, NotFoundError } from '../../src/domain/errors.js'

const reported: unknown[] = []
const format = errorFormatter((reference, error) => reported.push([reference, error]))
const place = { path: ['song'], locations: [{ line: 1, column: 3 }] }

/** As a resolver's throw reaches the formatter. */
function thrown(originalError: Error, extensions = {}) {
  const error = new GraphQLError(originalError.message, { path: ['song'], originalError })
  const code = (originalError as { extensions?: { code?: string } }).extensions?.code ?? 'INTERNAL_SERVER_ERROR'
  return format({ message: error.message, ...place, extensions: { ...extensions, code } }, error)
}

test.each([
  [new BadInputError('input.rating', 7, 'use 0.5 to 5'), { code: 'BAD_USER_INPUT', argument: 'input.rating' }],
  [new NotFoundError('song', 's1'), { code: 'NOT_FOUND' }],
  [new ConflictError('taken'), { code: 'CONFLICT' }],
])('%s keeps its message and place and gets its code', (error, extensions) => {
  expect(thrown(error)).toEqual({ ...place, message: error.message, extensions })
})

describe('what may hold a secret is hidden and reported under the reference shown', () => {
  const secret = 'mongodb://root:hunter2@db'
  test.each([
    ['an error', new Error(secret)],
    ['an error that claims a code', Object.assign(new Error(secret), { extensions: { code: 'BAD_USER_INPUT' } })],
    ['a value that a field could not carry', new GraphQLError(`Float cannot represent ${secret}`)],
  ])('%s', (_, error) => {
    reported.length = 0
    const formatted = thrown(error, { stacktrace: [secret] })
    expect(JSON.stringify(formatted)).not.toContain('hunter2')
    const { reference } = formatted.extensions as { reference: string }
    expect(formatted).toMatchObject({ ...place, message: `internal error; reference ${reference}` })
    expect(reported).toEqual([[reference, error]])
  })
})

test('an error of the request keeps code and message', () => {
  const error = new GraphQLError('query depth 14 …', { extensions: { code: 'QUERY_TOO_COMPLEX', more: 1 } })
  expect(format(error.toJSON(), error)).toEqual({
    message: 'query depth 14 …',
    extensions: { code: 'QUERY_TOO_COMPLEX' },
  })
})
