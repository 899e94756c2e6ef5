import { spawnSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { openMongoStore } from '../../src/store/mongo/store.js'
import { prepare } from '../cli/process.js'
import { expectAllThere, Restarting, writeDuring } from './kills.js'

/**
 * A MongoDB server of this test's own that it may crash and freeze: a command that knows `start`, which prints the
 * server's URI, `crash`, `freeze` and `thaw`.
 */
const control = process.env.MONGODB_FAULTS
const withServer = control ? test : test.skip

const WRITERS = 8
const CRASHES = 3
const FROZEN_MS = 10_000

jest.setTimeout(300_000)
beforeAll(prepare)

let server: Restarting | undefined
// Where a test fails, too.
afterAll(() => server?.end('SIGKILL'))

function tell(verb: string): string {
  const { status, stdout, stderr } = spawnSync(control ?? '', [verb], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${verb}: ${stderr}`)
  return stdout.trim()
}

withServer(
  'the database crashes and freezes while writers write: clear errors meanwhile, recovery by itself, nothing acknowledged lost (needs MONGODB_FAULTS)',
  async () => {
    const uri = new URL(tell('start'))
    uri.pathname = `/faults_${process.pid}`
    const started = new Restarting([], { MONGODB_URI: uri.href })
    server = started
    await started.start()
    const faults = async () => {
      for (let n = 0; n < CRASHES; n++) {
        await sleep(1_500)
        tell('crash')
        await sleep(1_000)
        tell('start')
      }
      await sleep(1_500)
      tell('freeze')
      await sleep(FROZEN_MS)
      tell('thaw')
      await sleep(1_500)
    }
    const written = await writeDuring(faults, started, WRITERS)
    const { said } = started
    await started.end('SIGTERM')
    expect(written.acknowledged).toBeGreaterThan(WRITERS)
    expect([...written.codes]).toEqual(['SERVICE_UNAVAILABLE'])
    expect(said).not.toContain(uri.host)
    const store = await openMongoStore(uri.href, { report: () => {} })
    try {
      await expectAllThere(store, written)
    } finally {
      await store.close()
    }
  },
)
