import { spawnSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { OperatorError } from '../../../src/domain/errors.js'
import { Environment } from '../../../src/store/embedded/environment.js'
import { FORMAT, openTables } from '../../../src/store/embedded/schema.js'
import { openEmbeddedStore } from '../../../src/store/embedded/store.js'
import { type Children, compileChildren, linesOf, startNode } from '../child.js'
import { missing } from '../children/writes.js'
import { song } from '../contract/samples.js'

let children: Children
beforeAll(async () => {
  children = await compileChildren()
})
afterAll(() => children.dispose())

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linernotes-store-'))
})
afterEach(async () => {
  await chmod(folder, 0o700)
  await rm(folder, { recursive: true })
})

/** The error of opening the store: of one line, naming the path. */
async function refusal(dataDir = folder): Promise<string> {
  const error = await openEmbeddedStore(dataDir).then(
    store => store.close(),
    (reason: unknown) => reason,
  )
  if (!(error instanceof OperatorError)) throw new Error(`not refused: ${error}`)
  expect(error.message).toContain(dataDir)
  expect(error.message).not.toContain('\n')
  return error.message
}

async function fill(songs: number): Promise<void> {
  const store = await openEmbeddedStore(folder)
  await store.songs.upsert(Array.from({ length: songs }, (_, i) => song(`s${i}`)))
  await store.close()
}

describe('what cannot be opened is told in one line, with its remedy', () => {
  test('a file in the place of the folder', async () => {
    await writeFile(join(folder, 'file'), '')
    expect(await refusal(join(folder, 'file'))).toMatch(
      /cannot be written \(ENOTDIR\): a file stands in its way.*--data-dir/,
    )
  })

  const onLinux = process.platform === 'linux' ? test : test.skip
  onLinux('a folder where nothing can be made, not even by root (Linux only: /proc)', async () => {
    expect(await refusal('/proc/linernotes/data')).toMatch(/cannot be written \(ENOENT\).*--data-dir/)
  })

  const unlessRoot = process.getuid?.() === 0 ? test.skip : test
  unlessRoot('a folder without the right to write (root has it everywhere)', async () => {
    await chmod(folder, 0o500)
    expect(await refusal()).toMatch(/cannot be written \(EACCES\).*--data-dir/)
  })

  test('another format', async () => {
    await fill(1)
    const environment = new Environment(join(folder, 'store'))
    const { meta } = openTables(environment)
    await environment.write(() => meta.put(['format'], FORMAT + 1))
    await environment.close()
    expect(await refusal()).toMatch(new RegExp(`has format ${FORMAT + 1}, this version reads format ${FORMAT}:`))
  })

  test('bytes that are no data file', async () => {
    await mkdir(join(folder, 'store'))
    for (const bytes of [Buffer.from('hello'), Buffer.alloc(100_000, 7), Buffer.alloc(100_000)]) {
      await writeFile(join(folder, 'store', 'data.mdb'), bytes)
      expect(await refusal()).toMatch(/cannot be opened \(data.mdb is not the data file of a store\): put back a copy/)
    }
  })

  test.each([8192, 0.5, 0.9])('a data file cut off (%d)', async kept => {
    await fill(5_000)
    const path = join(folder, 'store', 'data.mdb')
    const { size } = await stat(path)
    await truncate(path, kept > 1 ? kept : Math.floor(size * kept))
    const { stderr, status } = spawnSync(process.execPath, children.argsOf('streamer', folder), { encoding: 'utf8' })
    expect(stderr).toMatch(/OperatorError: the store in .* cannot be opened \(MDB_CORRUPTED.*\): put back a copy/)
    expect(status).toBe(1)
  })

  test('a lock file of nonsense is no harm', async () => {
    await fill(3)
    await writeFile(join(folder, 'store', 'lock.mdb'), Buffer.alloc(8192, 7))
    const store = await openEmbeddedStore(folder)
    expect((await store.songs.catalogueTotals()).songCount).toBe(3)
    await store.close()
  })
})

test('what a killed `models.put` leaves behind is no harm', async () => {
  await mkdir(join(folder, 'models'), { recursive: true })
  await writeFile(join(folder, 'models', '1.model.99.x.partial'), 'half')
  await writeFile(join(folder, 'models', '2.model'), 'artefact without a record')
  const store = await openEmbeddedStore(folder)
  expect(await store.models.list()).toEqual([])
  expect(await store.models.artefact('2')).toBeNull()
  await store.close()
  expect(await readdir(join(folder, 'models'))).toHaveLength(2)
})

test('processes that start at once on a folder that is not there share it', async () => {
  const shared = join(folder, 'of', 'several', 'levels')
  const prefixes = ['one', 'two', 'three']
  const args = prefixes.map(prefix => children.argsOf('writer', shared, prefix, '1'))
  expect(await Promise.all(args.map(each => linesOf(startNode(each), () => {})))).toEqual([0, 0, 0])
  const store = await openEmbeddedStore(shared)
  expect((await Promise.all(prefixes.map(prefix => missing(store, `${prefix} 0`)))).flat()).toEqual([])
  await store.close()
})

test('after close the process ends by itself, and writes are refused', async () => {
  const store = await openEmbeddedStore(folder)
  await store.close()
  await store.close()
  await expect(store.songs.add(song('a'))).rejects.toThrow('the store is closed')
  const { status, signal } = spawnSync(process.execPath, children.argsOf('writer', folder, 'x', '1'), {
    timeout: 20_000,
  })
  expect([status, signal]).toEqual([0, null])
})

const unlessWindows = process.platform === 'win32' ? test.skip : test
unlessWindows('a full disk fails the write, with the reason, and loses nothing (by a limit of file size)', async () => {
  const command = ['-c', 'ulimit -f 4000; exec "$0" "$@"', process.execPath, ...children.argsOf('filler', folder)]
  const { stdout, status } = spawnSync('bash', command, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  expect(status).toBe(0)
  const { acknowledged, reason } = JSON.parse(stdout) as { acknowledged: number; reason: string }
  expect(reason).not.toContain('commitError')
  const store = await openEmbeddedStore(folder)
  expect((await store.songs.catalogueTotals()).songCount).toBe(acknowledged)
  await store.close()
})
