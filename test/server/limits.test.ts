import { describe, expect, test } from '@jest/globals'
import { buildSchema, getIntrospectionQuery, getOperationAST, parse, validate } from 'graphql'
import { buildLinernotesSchema } from '../../resolvers/schema.js'
import { querySize } from '../../src/server/limits.js'

const schema = buildSchema(`
  type Query { me: User  users(first: Int = 20): [User!]!  name: String }
  type User { name: String  friends(first: Int = 5): [User!]! }
`)

function size(query: string, variables = {}, of = schema) {
  const document = parse(query)
  expect(validate(of, document)).toEqual([])
  const operation = getOperationAST(document)
  if (!operation) throw new Error('one operation is expected')
  return querySize(of, document, operation, variables)
}

// 1 for each field; what is below a `first` is counted that many times.
test.each([
  ['one field', '{ name }', {}, 1, 1],
  ['aliases add up', '{ a: name b: name }', {}, 1, 2],
  ['a default: 1 + 20 × 1', '{ users { name } }', {}, 2, 21],
  ['a number: 1 + 3 × (1 + 5 × 1)', '{ users(first: 3) { friends { name } } }', {}, 3, 19],
  ['a variable: 1 + 7 × 1', 'query($n: Int) { users(first: $n) { name } }', { n: 7 }, 2, 8],
  ['a default of a variable: 1 + 9 × 1', 'query($n: Int = 9) { users(first: $n) { name } }', {}, 2, 10],
  ['a variable left out: 1 + 20 × 1', 'query($n: Int) { users(first: $n) { name } }', {}, 2, 21],
  ['more than any page holds counts as 100', '{ users(first: 1000000) { name } }', {}, 2, 101],
  ['less than none counts as 100', '{ users(first: -1) { name } }', {}, 2, 101],
  ['fragments: 1 + (1 + 5 × 1) + 1', '{ me { ...A ... { name } } } fragment A on User { friends { name } }', {}, 3, 8],
  ['skipped fields count', '{ me { name @skip(if: true) } }', {}, 2, 2],
])('%s', (_, query, variables, depth, complexity) => {
  expect(size(query, variables)).toEqual({ depth, complexity })
})

test('fragments that unfold to 2^40 fields are measured at once', () => {
  const fragments = Array.from(
    { length: 40 },
    (_, i) => `fragment F${i} on User { ...F${i + 1} b: friends(first: 2) { ...F${i + 1} } }`,
  )
  const { complexity } = size(`{ me { ...F0 } } ${fragments.join(' ')} fragment F40 on User { name }`)
  // f(40) = 1, f(i) = f(i+1) + 1 + 2 f(i+1), so f(0) = 3^40 + (3^40 - 1) / 2.
  expect(complexity / (1 + 3 ** 40 + (3 ** 40 - 1) / 2)).toBeCloseTo(1, 12)
})

describe('on our schema', () => {
  const ours = buildLinernotesSchema()

  test("GraphiQL's questions to the schema are small", () => {
    const query = getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true, specifiedByUrl: true })
    const { depth, complexity } = size(query, {}, ours)
    expect(depth).toBe(1)
    expect(complexity).toBeLessThan(3_000)
  })

  test('a recommendation weighs more than a song', () => {
    const recommendations = size('{ recommendations(userId: "a", first: 1) { basis } }', {}, ours).complexity
    expect([recommendations, size('{ song(id: "a") { id } }', {}, ours).complexity]).toEqual([21, 2])
  })
})
