import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { openMongoStore } from '../../src/store/mongo/store.js'
import { prepare } from '../cli/process.js'
import { dropDatabase, newDatabase, withServer } from '../store/mongo/server.js'
import { expectAllThere, killAgainAndAgain, Restarting, writeDuring } from './kills.js'

const KILLS = 20
const WRITERS = 8
/** A first write takes some hundred milliseconds here. */
const LIFE_MS = 1_500

jest.setTimeout(600_000)
beforeAll(prepare)

let server: Restarting | undefined
// Where a test fails, too.
afterAll(() => server?.end('SIGKILL'))

withServer('MongoDB behind a server that is killed', () => {
  test(`${KILLS} times while ${WRITERS} writers post reviews and plays: each acknowledged write is there, once`, async () => {
    const uri = newDatabase()
    const started = new Restarting([], { MONGODB_URI: uri })
    server = started
    await started.start()
    const written = await writeDuring(() => killAgainAndAgain(started, KILLS, LIFE_MS), started, WRITERS)
    await started.end('SIGTERM')
    expect(written.acknowledged).toBeGreaterThan(KILLS)
    expect([...written.codes]).toEqual(['NO_ANSWER'])
    const store = await openMongoStore(uri, { report: () => {} })
    try {
      await expectAllThere(store, written)
    } finally {
      await store.close()
      await dropDatabase(uri)
    }
  })
})
