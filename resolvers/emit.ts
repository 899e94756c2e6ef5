import { writeFileSync } from 'node:fs'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { buildLinernotesSchema } from './schema.js'

/** Writes schema.graphql: `npm run build && node dist/resolvers/emit.js`. */
writeFileSync('schema.graphql', `${printSchema(lexicographicSortSchema(buildLinernotesSchema()))}\n`)
