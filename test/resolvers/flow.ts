import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp, readConfig } from '../../src/app.js'
import { type Answer, type Running, start } from '../server/fixture.js'

export interface Flow {
  /** The data of an answer without errors. */
  data(query: string, variables?: object): Promise<Data>
  /** Code, argument and message of the only error of an answer. */
  error(query: string, variables?: object): Promise<{ code: unknown; argument: unknown; message: string }>
  close(): Promise<void>
}
/** Any place in an answer: its fields and its entries. What stands there is compared with literals. */
export type Data = { readonly [field: string]: Data } & readonly Data[]

/** The product over an empty store of its own, asked over HTTP. */
export async function openFlow(): Promise<Flow> {
  const folder = await mkdtemp(join(tmpdir(), 'linernotes-resolvers-'))
  const app = await openApp(readConfig({ DATA_DIR: folder }, {}))
  const running: Running = await start(app.services, { bodyLimitBytes: 1_000_000 })
  const answer = (query: string, variables: object = {}): Promise<Answer> =>
    running.ask(query, variables as Record<string, unknown>)
  return {
    async data(query, variables) {
      const { data, errors } = await answer(query, variables)
      if (errors) throw new Error(JSON.stringify(errors))
      return data as Data
    },
    async error(query, variables) {
      const { errors = [] } = await answer(query, variables)
      if (errors.length !== 1 || !errors[0]) throw new Error(`one error was expected: ${JSON.stringify(errors)}`)
      const { message, extensions } = errors[0]
      return { code: extensions.code, argument: extensions.argument, message }
    },
    async close() {
      await running.server.close()
      await app.close()
      await rm(folder, { recursive: true })
    },
  }
}

export const ADD_SONGS = `mutation ($input: [SongInput!]!) { upsertSongs(input: $input) { added replaced rejected { index code message } } }`
export const POST = `mutation ($input: ReviewInput!) { postReview(input: $input) { id text rating createdAt updatedAt user { id } song { id title }
  analysis { sentiment { score label confidence } language analyzerVersion opinions { canonicalAspect polarity label negated aspect { text start end } opinion { text start end } sentence { text start end } } } } }`
export const PLAY = `mutation ($input: [PlayInput!]!) { recordPlays(input: $input) { recorded repeated rejected { index code message } } }`
