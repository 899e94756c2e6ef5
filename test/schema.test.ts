import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import {
  buildSchema,
  findBreakingChanges,
  findDangerousChanges,
  type GraphQLSchema,
  isInputObjectType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql'
import { buildLinernotesSchema } from '../resolvers/schema.js'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const contract = buildSchema(read('contract/contract.graphql'))
const schema = buildLinernotesSchema()

/** What the contract has and this version does not. Everything else of the contract is there. */
const NOT_YET = [
  'AspectImportanceInput was removed.',
  'AspectSteer was removed.',
  'Change was removed.',
  'Exclusion was removed.',
  'Explanation was removed.',
  'Mutation.setTaste was removed.',
  'Query.continuePlaylist was removed.',
  'Query.explain was removed.',
  'Query.recommendationsForText was removed.',
  'Query.similarSongs arg aspect was removed.',
  'RecommendationOptions.notBefore was removed.',
  'RecommendationOptions.steer was removed.',
  'Subscription was removed.',
  'TasteInput was removed.',
  'TasteTargetsInput was removed.',
]

/** What this version has beyond the contract. */
const OURS: string[] = ['Model.notes was removed.', 'Mutation.trainModel arg force was removed.']

/** What a client of `before` could notice when it is given `after`: breaks, and defaults that differ. */
function changes(before: GraphQLSchema, after: GraphQLSchema): string[] {
  const defaults = findDangerousChanges(before, after).filter(({ type }) => type === 'ARG_DEFAULT_VALUE_CHANGE')
  return [...findBreakingChanges(before, after), ...defaults]
    .map(({ description }) => description)
    .concat(inputDefaults(before, after))
    .sort()
}

/** Input fields of both whose defaults differ: graphql-js compares those of arguments only. */
function inputDefaults(before: GraphQLSchema, after: GraphQLSchema): string[] {
  return Object.values(before.getTypeMap()).flatMap(type => {
    const other = after.getType(type.name)
    if (!isInputObjectType(type) || !isInputObjectType(other)) return []
    const [mine, theirs] = [type.getFields(), other.getFields()]
    return Object.keys(mine)
      .filter(name => theirs[name] && theirs[name].defaultValue !== mine[name]?.defaultValue)
      .map(name => `${type.name}.${name} has another default value.`)
  })
}

test('schema.graphql is what the resolvers say', () => {
  const emitted = `${printSchema(lexicographicSortSchema(schema))}\n`
  if (emitted !== read('../schema.graphql')) {
    throw new Error('schema.graphql is stale; refresh it with: npm run build && node dist/resolvers/emit.js')
  }
})

test('of the contract exactly the parts listed are missing, and the rest is kept', () => {
  expect(changes(contract, schema)).toEqual(NOT_YET)
})

test('what both have is alike in the other direction too, and what is ours alone is listed', () => {
  expect(changes(schema, contract)).toEqual(OURS)
})

test('every type has a description', () => {
  const missing = Object.values(schema.getTypeMap())
    .filter(type => !type.name.startsWith('__') && !['Query', 'Mutation'].includes(type.name))
    .filter(type => !type.description)
  expect(missing.map(type => type.name)).toEqual([])
})

describe('the comparison itself notices', () => {
  const text = printSchema(schema)
  test.each([
    ['a field gone', 'synonyms: [String!]!', 'words: [String!]!'],
    ['a looser output', 'title: String!\n\n  """Null where', 'title: String\n\n  """Null where'],
    ['a stricter output', 'artist: String\n', 'artist: String!\n'],
    ['another default of an argument', 'first: Int = 3', 'first: Int = 4'],
    ['another default of an input field', 'count: Int = 1', 'count: Int = 2'],
    ['an argument that is required', 'filter: SongFilter\n', 'filter: SongFilter!\n'],
    ['an enum value gone', /"""Oldest first.*"""\s+YEAR_ASC\n/, ''],
    ['another type', 'durationSeconds: Float', 'durationSeconds: String'],
  ])('%s', (_, from, to) => {
    const altered = text.replace(from, to)
    expect(altered).not.toBe(text)
    const after = buildSchema(altered)
    expect([changes(contract, after), changes(after, contract)]).not.toEqual([NOT_YET, OURS])
  })
})
