import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { openEmbeddedStore } from '../../src/store/embedded/store.js'
import { folder, prepare } from '../cli/process.js'
import { expectAllThere, killAgainAndAgain, Restarting, writeDuring } from './kills.js'

const KILLS = 20
const WRITERS = 8
const LIFE_MS = 250

jest.setTimeout(300_000)
beforeAll(prepare)

let server: Restarting | undefined
// Where a test fails, too.
afterAll(() => server?.end('SIGKILL'))

test(`the server is killed ${KILLS} times while ${WRITERS} writers post reviews and plays: each acknowledged write is there, once`, async () => {
  const data = folder()
  const started = new Restarting(['--data-dir', data])
  server = started
  await started.start()
  const written = await writeDuring(() => killAgainAndAgain(started, KILLS, LIFE_MS), started, WRITERS)
  await started.end('SIGTERM')
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
