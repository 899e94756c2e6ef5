import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** What is wrong with a request that never became GraphQL, by Fastify's code. */
const MESSAGES: Readonly<Record<string, (limit: number) => string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: limit =>
    `the request body is over the limit of ${limit} bytes; send it in several requests`,
  FST_ERR_CTP_INVALID_JSON_BODY: () => 'the request body is not JSON; send {"query": "…", "variables": {…}}',
  FST_ERR_CTP_EMPTY_JSON_BODY: () => 'the request body is empty; send {"query": "…", "variables": {…}}',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => 'the content type is not accepted; use application/json',
}

/** Methods by path; all that is served. */
const ALLOWED: Readonly<Record<string, string>> = { '/graphql': 'GET, POST', '/health': 'GET', '/ready': 'GET' }

const body = (message: string, code: string) => ({ errors: [{ message, extensions: { code } }] })

/** Answers in the shape of a GraphQL error what fails before or outside GraphQL. */
export function answerHttpErrors(app: FastifyInstance, bodyLimitBytes: number): void {
  app.setErrorHandler<Error & { code?: string; statusCode?: number }>((error, request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 400 && status < 500) {
      const message = MESSAGES[error.code ?? '']?.(bodyLimitBytes) ?? error.message
      return reply.code(status).send(body(message, 'BAD_USER_INPUT'))
    }
    const reference = randomUUID()
    request.log.error({ err: error, reference }, 'internal error')
    return reply.code(500).send(body(`internal error; reference ${reference}`, 'INTERNAL_SERVER_ERROR'))
  })

  app.setNotFoundHandler((request, reply) => {
    const allowed = ALLOWED[pathOf(request)]
    if (allowed) {
      const message = `${request.method} is not accepted here; use ${allowed}`
      return reply.code(405).header('allow', allowed).send(body(message, 'BAD_USER_INPUT'))
    }
    return reply.code(404).send(body(`nothing is served at ${pathOf(request)}; the API is at /graphql`, 'NOT_FOUND'))
  })
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? ''
}
