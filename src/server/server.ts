import { ApolloServer } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import cors from '@fastify/cors'
import fastify, { type FastifyInstance, LogController } from 'fastify'
import type { Context } from '../../resolvers/context.js'
import { errorFormatter } from '../../resolvers/errors.js'
import { buildLinernotesSchema } from '../../resolvers/schema.js'
import { OperatorError, type Services } from '../services/services.js'
import { sendGraphiql, wantsGraphiql } from './graphiql.js'
import { answerHttpErrors } from './http-errors.js'
import { limitsPlugin, type QueryLimits } from './limits.js'

export interface ServerConfig extends QueryLimits {
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  /** Origins whose pages may call the API; none: only pages of its own origin. */
  readonly corsOrigins: readonly string[]
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'
  readonly bodyLimitBytes: number
}

export interface Server {
  /**
   * Starts to accept requests.
   * @returns the address without a path, such as http://127.0.0.1:4000
   * @throws OperatorError if the host or the port cannot be had
   */
  listen(): Promise<string>
  /** Stops to accept, lets requests in progress finish for up to DRAIN_MS, then ends. */
  close(): Promise<void>
}

const DRAIN_MS = 10_000
/** A whole request must be in by then: slow senders would hold connections for ever. */
const REQUEST_MS = 60_000
/** More than a full `upsertSongs` written into the query takes; parsing is bounded by it. */
const MAX_TOKENS = 50_000

/** Apollo adds these by itself otherwise: they cost time per field, report to its makers, or load pages from elsewhere. */
const NOTHING_ELSE = [
  ApolloServerPluginCacheControlDisabled(),
  ApolloServerPluginInlineTraceDisabled(),
  ApolloServerPluginLandingPageDisabled(),
  ApolloServerPluginSchemaReportingDisabled(),
  ApolloServerPluginUsageReportingDisabled(),
]

/** The API over HTTP: /graphql, /health and /ready. */
export async function createServer({
  services,
  config,
}: {
  services: Services
  config: ServerConfig
}): Promise<Server> {
  const app = fastify({
    // stdout belongs to the command line.
    logger: config.logLevel === 'silent' ? false : { level: config.logLevel, stream: process.stderr },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: config.bodyLimitBytes,
    requestTimeout: REQUEST_MS,
  })
  app.removeContentTypeParser('text/plain')
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-content-type-options', 'nosniff')
    if (isLoopback(request.hostname)) return done()
    const message = `the host ${request.hostname} is not this machine; use ${config.host} or localhost`
    return reply.code(403).send({ errors: [{ message, extensions: { code: 'FORBIDDEN' } }] })
  })
  if (config.corsOrigins.length > 0) await app.register(cors, { origin: [...config.corsOrigins] })
  answerHttpErrors(app, config.bodyLimitBytes)

  const apollo = await startApollo(app, config)
  const context: Context = { services }
  const answer = fastifyApolloHandler(apollo, { context: async () => context })
  app.get('/graphql', (request, reply) =>
    wantsGraphiql(request) ? sendGraphiql(request, reply) : answer.call(app, request, reply),
  )
  app.post('/graphql', answer)
  app.get('/health', () => ({ status: 'ok' }))
  app.get('/ready', async (request, reply) => {
    try {
      await services.models.active()
      return { status: 'ready' }
    } catch (error) {
      request.log.error({ err: error }, 'the store does not answer')
      return reply.code(503).send({ status: 'not ready' })
    }
  })

  return { listen: () => listen(app, config), close: () => close(app, apollo) }
}

/**
 * A page of another site can have its own name resolve to this machine, and then call the API as if it were its own. The
 * name it was called by gives it away: nobody reaches loopback by any other than these.
 */
function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(hostname)
}

async function startApollo(app: FastifyInstance, limits: QueryLimits): Promise<ApolloServer<Context>> {
  const apollo = new ApolloServer<Context>({
    schema: buildLinernotesSchema(),
    plugins: [limitsPlugin(limits), ...NOTHING_ELSE],
    formatError: errorFormatter((reference, error) => app.log.error({ err: error, reference }, 'internal error')),
    parseOptions: { maxTokens: MAX_TOKENS },
    stringifyResult: JSON.stringify,
    csrfPrevention: true,
    introspection: true,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: app.log,
  })
  await apollo.start()
  return apollo
}

async function listen(app: FastifyInstance, { host, port }: ServerConfig): Promise<string> {
  try {
    return await app.listen({ host, port })
  } catch (error) {
    throw new OperatorError(whyNot((error as NodeJS.ErrnoException).code, host, port), { cause: error })
  }
}

function whyNot(code: string | undefined, host: string, port: number): string {
  if (code === 'EADDRINUSE') {
    return `port ${port} on ${host} is in use; stop the other program or choose another with --port or PORT`
  }
  if (code === 'EACCES') return `port ${port} needs more rights; choose one above 1023 with --port or PORT`
  return `cannot listen on ${host}:${port} (${code}); choose an address of this machine with --host or HOST`
}

async function close(app: FastifyInstance, apollo: ApolloServer<Context>): Promise<void> {
  const deadline = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS)
  await app.close()
  clearTimeout(deadline)
  await apollo.stop()
}
