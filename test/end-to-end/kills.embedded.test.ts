import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, jest, test } from '@jest/globals'
import { seededRandom } from '../../src/recommender/random.js'
import { openEmbeddedStore } from '../../src/store/embedded/store.js'
import { folder, prepare } from '../cli/process.js'
import { expectAllThere, Restarting, writeUntil } from './kills.js'

const KILLS = 20
const WRITERS = 8

jest.setTimeout(300_000)
beforeAll(prepare)

test(`the server is killed ${KILLS} times while ${WRITERS} writers post reviews and plays: each acknowledged write is there, once`, async () => {
  const data = folder()
  const server = new Restarting(['--data-dir', data])
  await server.start()
  const random = seededRandom(7)
  const kills = async () => {
    for (let n = 0; n < KILLS; n++) {
      await sleep(50 + 400 * random())
      await server.end('SIGKILL')
      await server.start()
    }
  }
  const written = await writeUntil(server, WRITERS, kills())
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
