import { createServer, type Server, type ServerConfig } from '../../src/server/server.js'
import type { Services } from '../../src/services/services.js'

export const CONFIG: ServerConfig = {
  host: '127.0.0.1',
  port: 0,
  corsOrigins: [],
  logLevel: 'silent',
  bodyLimitBytes: 100_000,
  maxQueryDepth: 12,
  maxQueryComplexity: 10_000,
}

/** Services of which a test needs only some calls; any other fails the test. */
export type SomeServices = { readonly [K in keyof Services]?: Partial<Services[K]> }

export interface Running {
  readonly url: string
  readonly server: Server
  /** Sends a query and gives the parsed answer. */
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>
  post(body: string, headers?: Record<string, string>): Promise<Response>
}

export interface Answer {
  readonly data?: Record<string, unknown> | null
  readonly errors?: readonly {
    readonly message: string
    readonly path?: readonly (string | number)[]
    readonly extensions: Record<string, unknown>
  }[]
}

export async function start(services: SomeServices, config: Partial<ServerConfig> = {}): Promise<Running> {
  const server = await createServer({ services: services as Services, config: { ...CONFIG, ...config } })
  const url = await server.listen()
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/graphql`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })
  const ask = async (query: string, variables?: Record<string, unknown>) =>
    (await post(JSON.stringify({ query, variables }))).json() as Promise<Answer>
  return { url, server, ask, post }
}
