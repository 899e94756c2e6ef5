import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, jest, test } from '@jest/globals'
import { decodeArtefact } from '../../src/recommender/artefact.js'
import { folder, linernotes, prepare, Running, seed } from '../cli/process.js'

jest.setTimeout(300_000)

type Backend = 'native' | 'wasm'

const PROBE = `const tf = require('@tensorflow/tfjs-node'); tf.matMul(tf.ones([1, 2]), tf.ones([2, 1])).dataSync()`
const installed =
  spawnSync(process.execPath, ['-e', PROBE], { cwd: fileURLToPath(new URL('../..', import.meta.url)) }).status === 0

const store = folder()
const lines = (noun: string, count: number) =>
  readFileSync(seed(`${noun}.jsonl`), 'utf8')
    .split('\n')
    .slice(0, count)

function run(backend: Backend, ...args: string[]) {
  const { code, stdout, stderr } = linernotes([...args, '--data-dir', store, '--json'], {
    env: { TF_BACKEND: backend },
  })
  expect({ code, stderr }).toMatchObject({ code: 0 })
  return { document: JSON.parse(stdout), stderr }
}

interface Listed {
  readonly modelVersion: string
  readonly edges: readonly { readonly node: { readonly score: number; readonly song: { readonly id: string } } }[]
}

const user = (): string => JSON.parse(lines('plays', 1)[0]).userId

/** A list as a process with this backend makes it, of the model that is active. */
function recommended(backend: Backend) {
  const { modelVersion, edges }: Listed = run(backend, 'recommend', user(), '-n', '50').document
  return { modelVersion, scores: new Map(edges.map(({ node }) => [node.song.id, node.score])) }
}

const describeWhereInstalled = installed ? describe : describe.skip

describeWhereInstalled(
  'TensorFlow.js on its native backend (@tensorflow/tfjs-node), where it is installed and works',
  () => {
    const versions: Record<Backend, string> = { native: '', wasm: '' }

    beforeAll(() => {
      prepare()
      for (const [noun, count] of [
        ['songs', 480],
        ['plays', 1_500],
        ['reviews', 100],
      ] as const) {
        const path = join(folder(), `${noun}.jsonl`)
        writeFileSync(path, lines(noun, count).join('\n'))
        run('wasm', 'import', noun, path)
      }
      for (const backend of ['native', 'wasm'] as const) {
        const { document, stderr } = run(backend, 'train')
        expect(stderr).toContain(`TensorFlow.js backend: ${backend}\n`)
        versions[backend] = document.model.version
      }
    })

    test('the artefact names the backend that trained it', () => {
      for (const [backend, version] of Object.entries(versions)) {
        const artefact = decodeArtefact(readFileSync(join(store, 'models', `${version}.model`)), version)
        expect(artefact.backend).toBe(backend)
      }
    })

    test('either serves what the other trained, to the same scores; the same seed trained nearly the same ranker', () => {
      const [ofNative, ofWasm] = [versions.native, versions.wasm].map(version => {
        run('wasm', 'models', 'activate', version)
        const [onNative, onWasm] = [recommended('native'), recommended('wasm')]
        expect(onNative).toEqual(onWasm)
        expect(onNative.modelVersion).toBe(version)
        expect(onNative.scores.size).toBe(50)
        return onNative.scores
      })
      const both = [...ofNative.keys()].filter(id => ofWasm.has(id))
      // Sums in another order differ in the last of 7 digits, which an epoch more or less could make visible.
      expect(both.length).toBeGreaterThanOrEqual(45)
      for (const id of both) expect(ofNative.get(id)).toBeCloseTo(ofWasm.get(id) ?? Number.NaN, 2)
    })

    test.each<[Backend, Backend]>([
      ['native', 'wasm'],
      ['wasm', 'native'],
    ])('a model trained on %s answers from a server on %s', async (backend, other) => {
      run('wasm', 'models', 'activate', versions[backend])
      const server = new Running(['serve', '--port', '0', '--data-dir', store], { TF_BACKEND: other })
      try {
        await server.says(
          new RegExp(`Model ${versions[backend]}, its ranker trained by TensorFlow\\.js on ${backend}\\.`),
        )
        const url = (await server.says(/answers at (http:\S+)/))[1]
        const query = `{ recommendations(userId: "${user()}", first: 1) { modelVersion edges { node { rank } } } }`
        const headers = { 'content-type': 'application/json' }
        const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) })
        const list = { modelVersion: versions[backend], edges: [{ node: { rank: 1 } }] }
        expect(await answer.json()).toMatchObject({ data: { recommendations: list } })
      } finally {
        await server.stop()
      }
    })
  },
)
