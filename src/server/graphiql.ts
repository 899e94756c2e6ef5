import { promisify } from 'node:util'
import { gunzipSync, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

const FIRST_QUERY = `# Linernotes reads reviews and plays, and recommends songs with reasons.
# Ctrl-Enter runs the query. The book at the left shows everything that can be asked.

{
  recommendations(userId: "mika", first: 5) {
    basis
    edges {
      node {
        rank
        score
        song {
          title
          artist
        }
        reasons {
          text
          quote {
            text
          }
        }
      }
    }
  }
}
`

/** Nothing is loaded from elsewhere, and no other page may frame it. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-cache',
  vary: 'accept, accept-encoding',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'unsafe-inline' blob:",
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    'font-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
} as const

let page: Promise<Buffer> | undefined

/** Whether somebody opened the address in a browser, rather than sent a query. */
export function wantsGraphiql(request: FastifyRequest): boolean {
  return (
    request.method === 'GET' &&
    (request.headers.accept ?? '').includes('text/html') &&
    (request.query as Record<string, unknown>).query === undefined
  )
}

export async function sendGraphiql(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  page ??= render()
  const body = await page
  reply.headers(HEADERS)
  return /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
    ? reply.header('content-encoding', 'gzip').send(body)
    : reply.send(gunzipSync(body))
}

/** Made at the first visit and kept compressed: the page is 9 MB of script. */
async function render(): Promise<Buffer> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql')
  return promisify(gzip)(renderGraphiQL({ title: 'Linernotes', defaultQuery: FIRST_QUERY }))
}
