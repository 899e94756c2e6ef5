import { beforeAll, expect, jest, test } from '@jest/globals'
import { openMongoStore } from '../../src/store/mongo/store.js'
import { prepare } from '../cli/process.js'
import { dropDatabase, newDatabase, withServer } from '../store/mongo/server.js'
import { expectAllThere, killAgainAndAgain, Restarting, writeUntil } from './kills.js'

const KILLS = 20
const WRITERS = 8

jest.setTimeout(600_000)
beforeAll(prepare)

withServer('MongoDB behind a server that is killed', () => {
  test(`${KILLS} times while ${WRITERS} writers post reviews and plays: each acknowledged write is there, once`, async () => {
    const uri = newDatabase()
    const server = new Restarting([], { MONGODB_URI: uri })
    await server.start()
    const written = await writeUntil(server, WRITERS, killAgainAndAgain(server, KILLS))
    await server.end('SIGTERM')
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
