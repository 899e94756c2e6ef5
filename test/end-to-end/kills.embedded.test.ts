import { beforeAll, expect, jest, test } from '@jest/globals'
import { openEmbeddedStore } from '../../src/store/embedded/store.js'
import { folder, prepare } from '../cli/process.js'
import { expectAllThere, killAgainAndAgain, Restarting, writeUntil } from './kills.js'

const KILLS = 20
const WRITERS = 8

jest.setTimeout(300_000)
beforeAll(prepare)

test(`the server is killed ${KILLS} times while ${WRITERS} writers post reviews and plays: each acknowledged write is there, once`, async () => {
  const data = folder()
  const server = new Restarting(['--data-dir', data])
  await server.start()
  const written = await writeUntil(server, WRITERS, killAgainAndAgain(server, KILLS))
  await server.end('SIGTERM')
  expect(written.acknowledged).toBeGreaterThan(KILLS)
  // No answer, and no error either: a kill is no excuse for one.
  expect([...written.codes]).toEqual(['NO_ANSWER'])
  const store = await openEmbeddedStore(data)
  try {
    await expectAllThere(store, written)
  } finally {
    await store.close()
  }
})
