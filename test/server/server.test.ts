import { request } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { getIntrospectionQuery } from 'graphql'
import { BadInputError, ConflictError, NotFoundError } from '../../src/domain/errors.js'
import { createServer } from '../../src/server/server.js'
import type { Services } from '../../src/services/services.js'
import { CONFIG, type Running, start } from './fixture.js'

let running: Running
let release: () => void = () => {}
beforeAll(async () => {
  running = await start({
    songs: {
      get: async id => {
        if (id === 'bad') throw new BadInputError('id', id, 'use another')
        if (id === 'none') throw new NotFoundError('song', id)
        if (id === 'taken') throw new ConflictError('the id "taken" is taken; use updateSong')
        if (id === 'secret') throw new Error('mongodb://root:hunter2@db failed')
        if (id === 'slow') await new Promise<void>(resolve => (release = resolve))
        return null
      },
      page: async () => ({ items: [], totalCount: 0, hasNextPage: false, hasPreviousPage: false }),
    },
    models: { active: async () => null },
  })
})
afterAll(() => running.server.close())

describe('what is served', () => {
  test('health and readiness', async () => {
    for (const [path, status] of [
      ['health', 'ok'],
      ['ready', 'ready'],
    ]) {
      const response = await fetch(`${running.url}/${path}`)
      expect([response.status, await response.json()]).toEqual([200, { status }])
    }
  })

  test('not ready while the store does not answer, and nothing of the reason is shown', async () => {
    const broken = await start({ models: { active: () => Promise.reject(new Error('no disk')) } })
    const response = await fetch(`${broken.url}/ready`)
    expect([response.status, await response.json()]).toEqual([503, { status: 'not ready' }])
    await broken.server.close()
  })

  test.each([
    [
      'an unknown path',
      'GET',
      '/nowhere?x=1',
      404,
      'NOT_FOUND',
      'nothing is served at /nowhere; the API is at /graphql',
    ],
    ['another method', 'PUT', '/graphql', 405, 'BAD_USER_INPUT', 'PUT is not accepted here; use GET, POST'],
    ['another method of health', 'POST', '/health', 405, 'BAD_USER_INPUT', 'POST is not accepted here; use GET'],
  ])('%s', async (_, method, path, status, code, message) => {
    const response = await fetch(running.url + path, { method })
    expect(response.status).toBe(status)
    expect(await response.json()).toEqual({ errors: [{ message, extensions: { code } }] })
    expect(response.headers.get('allow') !== null).toBe(status === 405)
  })

  test("GraphiQL's questions to the schema", async () => {
    const { data, errors } = await running.ask(getIntrospectionQuery({ inputValueDeprecation: true }))
    expect(errors).toBeUndefined()
    expect(data).toHaveProperty('__schema')
  })

  test('a query by GET, where a header shows that no foreign form sent it', async () => {
    const url = `${running.url}/graphql?query={__typename}`
    expect((await fetch(url)).status).toBe(400)
    const response = await fetch(url, { headers: { 'apollo-require-preflight': '1' } })
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } })
  })
})

describe('requests that never become GraphQL', () => {
  test.each([
    ['no JSON', '{', {}, 400, /^the request body is not JSON; send/],
    ['nothing', '', {}, 400, /^the request body is empty; send/],
    [
      'another content type',
      '{}',
      { 'content-type': 'text/plain' },
      415,
      /^the content type is not accepted; use application\/json/,
    ],
    [
      'a body over the limit',
      `"${'x'.repeat(100_000)}"`,
      {},
      413,
      /over the limit of 100000 bytes; send it in several requests/,
    ],
    ['a batch', '[{"query":"{__typename}"}]', {}, 400, /batching/],
    ['no query', '{"variables":{}}', {}, 400, /non-empty `query`/],
  ])('%s', async (_, body, headers, status, message) => {
    const response = await running.post(body, headers)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    expect(await response.json()).toEqual({
      errors: [{ message: expect.stringMatching(message), extensions: { code: 'BAD_USER_INPUT' } }],
    })
  })
})

test('a name that is not this machine’s is refused: a foreign page may have made it lead here', async () => {
  const answered = await new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const options = { headers: { host: 'evil.example:4000', 'content-type': 'application/json' }, method: 'POST' }
    const sent = request(`${running.url}/graphql`, options, response => {
      let text = ''
      response.on('data', chunk => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode, text }))
    })
    sent.on('error', reject).end('{"query":"{ __typename }"}')
  })
  expect(answered.status).toBe(403)
  expect(JSON.parse(answered.text).errors[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } })
})

describe('errors', () => {
  test.each([
    ['syntax', '{', 'GRAPHQL_PARSE_FAILED', /Syntax Error/],
    ['an unknown field', '{ nothing }', 'GRAPHQL_VALIDATION_FAILED', /Cannot query field "nothing"/],
    ['bad input', '{ song(id: "bad") { id } }', 'BAD_USER_INPUT', /^id: "bad" is not accepted; use another$/],
    ['not found', '{ song(id: "none") { id } }', 'NOT_FOUND', /^no song with the id "none"$/],
    ['conflict', '{ song(id: "taken") { id } }', 'CONFLICT', /is taken; use updateSong$/],
    [
      'anything else',
      '{ song(id: "secret") { id } }',
      'INTERNAL_SERVER_ERROR',
      /^internal error; reference [0-9a-f-]{36}$/,
    ],
    [
      'too deep',
      `{ songs { edges { node ${'{ reviews { edges { node { song '.repeat(2)} { reviews { edges { cursor } } } ${' } } } }'.repeat(2)} } } }`,
      'QUERY_TOO_COMPLEX',
      /^query depth 14 is over the limit of 12; ask for fewer nested levels/,
    ],
    [
      'too much',
      '{ songs(first: 100) { edges { node { reviews(first: 100) { edges { cursor } } } } } }',
      'QUERY_TOO_COMPLEX',
      /^query complexity 20301 is over the limit of 10000; ask for fewer fields or a smaller `first`/,
    ],
  ])('%s', async (_, query, code, message) => {
    const [error, ...more] = (await running.ask(query)).errors ?? []
    expect(more).toEqual([])
    expect(error?.extensions.code).toBe(code)
    expect(error?.message).toMatch(message)
    expect(JSON.stringify(error)).not.toMatch(/stack|hunter2|\.js:/)
  })

  test('bad input names the argument', async () => {
    const { errors } = await running.ask('{ song(id: "bad") { id } }')
    expect(errors?.[0]).toMatchObject({ path: ['song'], extensions: { code: 'BAD_USER_INPUT', argument: 'id' } })
  })

  test.each([
    [
      'of another type',
      'query($n: Int) { songs(first: $n) { totalCount } }',
      { n: 'many' },
      /"\$n" got invalid value "many"/,
    ],
    ['left out', 'query($id: ID!) { song(id: $id) { id } }', {}, /"\$id" of required type "ID!" was not provided/],
    [
      'null in spite of its default',
      'query($id: ID = "a") { song(id: $id) { id } }',
      { id: null },
      /"id" of non-null type "ID!"/,
    ],
  ])('a variable %s', async (_, query, variables, message) => {
    const { errors } = await running.ask(query, variables)
    expect(errors).toMatchObject([{ message: expect.stringMatching(message), extensions: { code: 'BAD_USER_INPUT' } }])
  })

  test.each([
    [
      'unfolding fragments',
      () =>
        `{ ...F0 } ${Array.from({ length: 60 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`).join(' ')} fragment F60 on Query { __typename }`,
    ],
    ['one field 7,000 times', () => `{ ${'__typename '.repeat(7_000)} }`],
    ['brackets 30,000 deep', () => '{a'.repeat(30_000)],
  ])('%s cannot keep the server busy', async (_, query) => {
    const before = performance.now()
    await running.ask(query())
    expect(performance.now() - before).toBeLessThan(10_000)
    expect((await running.ask('{ __typename }')).data).toEqual({ __typename: 'Query' })
  })
})

describe('cross-origin requests', () => {
  const from = (url: string, origin: string) => fetch(`${url}/health`, { headers: { origin } })

  test('are not allowed unless origins are named', async () => {
    expect((await from(running.url, 'https://shop.example')).headers.get('access-control-allow-origin')).toBeNull()
  })

  test('are allowed from the origins named, and from no other', async () => {
    const open = await start({}, { corsOrigins: ['https://shop.example'] })
    const allowed = async (origin: string) =>
      (await from(open.url, origin)).headers.get('access-control-allow-origin') === origin
    expect([await allowed('https://shop.example'), await allowed('https://other.example')]).toEqual([true, false])
    await open.server.close()
  })
})

describe('start and end', () => {
  test('a taken port is told with the remedy', async () => {
    const port = Number(new URL(running.url).port)
    const second = await createServer({ services: {} as Services, config: { ...CONFIG, port } })
    const remedy = `port ${port} on 127.0.0.1 is in use; stop the other program or choose another with --port or PORT`
    await expect(second.listen()).rejects.toMatchObject({ name: 'OperatorError', message: remedy })
    await second.close()
  })

  test('an address of another machine is told with the remedy', async () => {
    const elsewhere = await createServer({ services: {} as Services, config: { ...CONFIG, host: '192.0.2.1' } })
    await expect(elsewhere.listen()).rejects.toThrow(/^cannot listen on 192\.0\.2\.1:0 .*--host or HOST$/)
    await elsewhere.close()
  })

  test('a request in progress is answered before the end, and then the port is free', async () => {
    const answer = running.ask('{ song(id: "slow") { id } }')
    while (release.length !== 1) await new Promise(resolve => setTimeout(resolve, 5))
    const closed = running.server.close()
    release()
    expect(await answer).toEqual({ data: { song: null } })
    await closed
    const port = Number(new URL(running.url).port)
    await new Promise<void>((resolve, reject) => {
      const taken = createTcpServer().once('error', reject)
      taken.listen(port, '127.0.0.1', () => taken.close(() => resolve()))
    })
  })
})
