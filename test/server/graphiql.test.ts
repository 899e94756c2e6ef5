import { request } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { parse, validate } from 'graphql'
import { buildLinernotesSchema } from '../../resolvers/schema.js'
import { type Running, start } from './fixture.js'

let running: Running
beforeAll(async () => {
  running = await start({})
})
afterAll(() => running.server.close())

const browse = (accept = 'text/html,application/xhtml+xml,*/*;q=0.8') =>
  fetch(`${running.url}/graphql`, { headers: { accept } })

test('a browser is given a page that loads nothing from elsewhere', async () => {
  const response = await browse()
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  const html = await response.text()
  expect(html).toContain('YogaGraphiQL.renderYogaGraphiQL')
  const head = html.slice(0, html.indexOf('<style>')) + html.slice(html.indexOf('</style>'), html.indexOf('<script>'))
  expect(head).not.toMatch(/(src|href)="https?:/)
  expect(html).not.toMatch(/<script[^>]*\ssrc=|<link[^>]*href="https?:|unpkg\.com|jsdelivr\.net|esm\.sh|cdnjs\./)
})

test('its headers forbid other sources, frames and guesses of the type', async () => {
  const { headers } = await browse()
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("connect-src 'self'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toMatch(/https?:/)
  expect(headers.get('x-frame-options')).toBe('DENY')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
})

test('the query it opens with is valid', async () => {
  const html = await (await browse()).text()
  const options = /renderYogaGraphiQL\(\s*window\.document\.querySelector\('#root'\),\s*(\{.*\}),\s*\);/.exec(html)?.[1]
  const { defaultQuery } = JSON.parse(options ?? '{}')
  expect(defaultQuery).toContain('recommendations(userId: "mika", first: 5)')
  expect(validate(buildLinernotesSchema(), parse(defaultQuery))).toEqual([])
})

test('it is compressed for those who can read that, and plain for others', async () => {
  const [packed, plain] = await Promise.all([body('gzip, deflate'), body('identity')])
  expect(gunzipSync(packed).equals(plain)).toBe(true)
})

test('a program that asks for JSON is not given a page', async () => {
  const response = await browse('application/json')
  expect(response.headers.get('content-type')).toMatch(/^application\/json/)
})

/** The bytes as sent: fetch would unpack them. */
function body(encoding: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { headers: { accept: 'text/html', 'accept-encoding': encoding } }
    request(`${running.url}/graphql`, options, async response => {
      const chunks: Buffer[] = []
      for await (const chunk of response) chunks.push(chunk)
      resolve(Buffer.concat(chunks))
    })
      .on('error', reject)
      .end()
  })
}
