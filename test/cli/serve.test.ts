import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { folder, linernotes, prepare, Running } from './process.js'

// A whole training, on a machine that may be busy.
jest.setTimeout(360_000)

const store = folder()
const serve = (...args: string[]) => new Running(['serve', '--port', '0', '--data-dir', store, ...args])
const ADDRESS = /answers at (http:\S+)/

const running: Running[] = []
beforeAll(prepare)
afterAll(() => Promise.all(running.map(each => each.stop())))

test('Ctrl-C while the demo is loaded or trained ends it cleanly, and the next start goes on', async () => {
  const first = serve('--demo')
  await first.says(/Loading the demo catalogue/)
  expect(await first.stop('SIGINT')).toBe(0)
  expect(first.stderr).toMatch(/Stopped\.\n$/)

  const second = serve('--demo')
  await second.says(/Training a model/)
  await second.says(/\d+ % /)
  expect(await second.stop('SIGINT')).toBe(0)
})

test('the demo is loaded, trained and served; the line to try works as it stands', async () => {
  const server = serve('--demo')
  running.push(server)
  await server.says(/Try: curl .*\n/)
  const url = ADDRESS.exec(server.stdout)?.[1] ?? ''
  expect(server.stdout.trimEnd().split('\n').at(-1)).toMatch(/^Try: curl /)
  const body = /-d '(.*)'\n$/.exec(server.stdout)?.[1] ?? ''
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const { data, errors } = (await answer.json()) as { data: { recommendations: { edges: unknown[] } }; errors: unknown }
  expect(errors).toBeUndefined()
  expect(data.recommendations.edges).toHaveLength(5)

  const port = new URL(url).port
  const taken = linernotes(['serve', '--port', port, '--data-dir', folder()])
  expect(taken.stderr).toMatch(new RegExp(`^linernotes: port ${port} on 127\\.0\\.0\\.1 is in use; .*--port.*\\n$`))
  expect(taken.code).toBe(1)

  expect(await server.stop('SIGTERM')).toBe(0)
})

test('a second start goes straight to serving', async () => {
  const server = serve('--demo')
  running.push(server)
  await server.says(ADDRESS)
  expect(server.stderr).not.toMatch(/Loading|Training/)
  expect(await server.stop('SIGINT')).toBe(0)
})
