import { afterEach, expect, test } from '@jest/globals'
import { OperatorError, UnavailableError } from '../../../src/domain/errors.js'
import { openMongoStore } from '../../../src/store/mongo/store.js'
import type { Store } from '../../../src/store/ports.js'
import { play, song } from '../contract/samples.js'
import { recount, told } from '../recount.js'
import { FaultyProxy } from './proxy.js'
import { address, dropDatabase, newDatabase, withServer } from './server.js'

const FAST = { selectionTimeoutMs: 1_500, answerTimeoutMs: 2_000, turnMs: 100 }
const silent = { ...FAST, report: () => {} }

test.each([
  'mongodb://root:s3cret@:27017/x',
  'mongodb://root:s3cret/x@host/y',
  'mongodb://root:s3cret@host:port',
  'mongodb://root:s3cret@host/x?noSuchOption=s3cret',
  'mongodb://root:s3cret%@host/x',
  'mongodb+srv://root:s3cret@host:1/x',
  'http://root:s3cret@host/x',
])('an address that cannot be used is told in one line without it (%#)', async uri => {
  const error = await openMongoStore(uri, silent).catch(each => each)
  expect(error).toBeInstanceOf(OperatorError)
  expect(error.message).toMatch(/^MONGODB_URI cannot be used: .+$/)
  expect(`${error.stack} ${error.cause}`).not.toMatch(/s3cret/)
})

test('a server that is away is waited for, with one line that shows no password; the waiting can be ended', async () => {
  const proxy = new FaultyProxy({ host: '127.0.0.1', port: 1 })
  const nobody = await proxy.start()
  await proxy.stop()
  const lines: string[] = []
  const stop = new AbortController()
  const report = (line: string) => {
    lines.push(line)
  }
  const opening = openMongoStore(`mongodb://root:s3cret@${nobody}/x`, { ...FAST, report, signal: stop.signal })
  setTimeout(() => stop.abort(new Error('stopped')), 5_000)
  await expect(opening).rejects.toThrow('stopped')
  expect(lines).toEqual([`MongoDB does not answer at ${nobody}; trying again until it does (Ctrl-C ends that).`])
})

withServer('MongoDB that fails', () => {
  let uri = ''
  let store: Store | null = null
  let proxy: FaultyProxy
  afterEach(async () => {
    await store?.close()
    await proxy.stop()
    await dropDatabase(uri)
  })

  const later = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

  /** A store behind a proxy. */
  async function open(): Promise<Store> {
    uri = newDatabase()
    proxy = new FaultyProxy(address())
    const behind = new URL(uri)
    behind.host = await proxy.start()
    store = await openMongoStore(behind.href, silent)
    return store
  }

  test('at the start: it is there as soon as the server is', async () => {
    uri = newDatabase()
    proxy = new FaultyProxy(address())
    const behind = new URL(uri)
    behind.host = await proxy.start()
    await proxy.stop()
    const lines: string[] = []
    const opening = openMongoStore(behind.href, { ...FAST, report: line => void lines.push(line) })
    setTimeout(() => void proxy.start(), 1_500)
    store = await opening
    expect(await store.songs.add(song('a'))).toBe(true)
    expect(lines).toEqual([expect.stringMatching(/^MongoDB does not answer/), 'MongoDB answers.'])
  })

  test.each<[string, (each: FaultyProxy) => unknown, (each: FaultyProxy) => unknown]>([
    ['goes away', each => each.stop(), each => each.start()],
    ['stalls', each => each.stall(), each => each.resume()],
  ])(
    '%s: clear errors within a bound of time, then it goes on by itself, nothing acknowledged is lost',
    async (_, fail, recover) => {
      const opened = await open()
      await opened.songs.upsert([song('a'), song('b')])
      let acknowledged = 0
      const failures: unknown[] = []
      const slowest = { ms: 0 }
      let done = false
      const writers = Array.from({ length: 4 }, async (_, writer) => {
        for (let i = 0; !done; i++) {
          const start = performance.now()
          await opened.plays.record([play(`u${writer}`, i % 2 ? 'a' : 'b', { eventId: `${i}` })]).then(
            () => acknowledged++,
            error => {
              failures.push(error)
              return later(10)
            },
          )
          slowest.ms = Math.max(slowest.ms, performance.now() - start)
        }
      })
      let before = 0
      try {
        await later(1_000)
        await fail(proxy)
        await later(4_000)
        await expect(opened.songs.get('a')).rejects.toThrow(UnavailableError)
        await expect(opened.songs.catalogueTotals()).rejects.toThrow(UnavailableError)
        before = acknowledged
        await recover(proxy)
        for (let waited = 0; acknowledged < before + 20 && waited < 200; waited++) await later(100)
      } finally {
        done = true
        await Promise.all(writers)
      }
      expect(acknowledged).toBeGreaterThanOrEqual(before + 20)
      expect(failures.length).toBeGreaterThan(0)
      for (const error of failures) expect(error).toBeInstanceOf(UnavailableError)
      expect(slowest.ms).toBeLessThan(15_000)
      const counted = await recount(opened)
      expect(await told(opened, counted)).toEqual(counted)
      // Each event is one play: as many are there as were acknowledged, and at most those besides that failed.
      expect(counted.catalogue.playCount).toBeGreaterThanOrEqual(acknowledged)
      expect(counted.catalogue.playCount).toBeLessThanOrEqual(acknowledged + failures.length)
    },
  )
})
