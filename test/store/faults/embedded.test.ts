import { spawnSync } from 'node:child_process'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openEmbeddedStore } from '../../../src/store/embedded/store.js'
import { type Children, compileChildren } from '../child.js'
import { prepareStore } from '../children/operations.js'
import { expectWhole } from './whole.js'

/** The cuts are made by a library that is compiled here and preloaded. */
const canCut = process.platform === 'linux' && spawnSync('cc', ['--version']).status === 0
const cutting = canCut ? test : test.skip

let children: Children
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linernotes-faults-'))
  if (!canCut) return
  children = await compileChildren()
  const source = fileURLToPath(new URL('cut.c', import.meta.url))
  const compiled = spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', join(folder, 'cut.so'), source, '-ldl'])
  if (compiled.status !== 0) throw new Error(compiled.stderr.toString())
  const store = await openEmbeddedStore(join(folder, 'prepared'))
  await prepareStore(store)
  await store.close()
}, 60_000)
afterAll(async () => {
  if (canCut) await children.dispose()
  await rm(folder, { recursive: true })
})

/** Runs the operations on a fresh copy of the prepared store. @returns the names of those that were acknowledged */
async function operate(
  data: string,
  env: NodeJS.ProcessEnv,
): Promise<{ acknowledged: string[]; signal: string | null }> {
  await cp(join(folder, 'prepared'), data, { recursive: true })
  const { stdout, signal, status, stderr } = spawnSync(process.execPath, children.argsOf('operate', data), {
    env: { PATH: process.env.PATH, LD_PRELOAD: join(folder, 'cut.so'), ...env },
    encoding: 'utf8',
  })
  if (signal === null && status !== 0) throw new Error(stderr)
  return { acknowledged: stdout.split('\n').slice(0, -1), signal }
}

cutting(
  'cut at any write to a file, every acknowledged operation is there, none is half done, totals equal a recount (needs Linux and cc)',
  async () => {
    const counted = join(folder, 'count')
    await operate(join(folder, 'whole'), { COUNT_TO: counted })
    const boundaries = Number(await readFile(counted, 'utf8'))
    expect(boundaries).toBeGreaterThan(30)
    for (let at = 1; at <= boundaries; at++) {
      const data = join(folder, `cut ${at}`)
      const { acknowledged, signal } = await operate(data, { CUT_AT: String(at) })
      expect(signal).toBe('SIGKILL')
      const store = await openEmbeddedStore(data)
      try {
        await expectWhole(store, acknowledged)
      } finally {
        await store.close()
      }
      await rm(data, { recursive: true })
    }
  },
  300_000,
)
