import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { analyze } from '../../nlp/analyze.js'
import { type EvaluateOptions, evaluate } from '../../src/services/evaluate.js'

const folder = mkdtempSync(join(tmpdir(), 'linernotes-'))
const at = (name: string) => join(folder, name)
const run = (options: Partial<EvaluateOptions> & Pick<EvaluateOptions, 'held'>) =>
  evaluate(
    { models: ['popularity'], k: 20, seed: 1, rankings: null, perUser: null, ...options },
    { analyze, tfBackend: 'wasm' },
    () => {},
  )

test('top-n-files, worked by hand: popularity ranks y before z for b, who knows x', async () => {
  writeFileSync(at('train.csv'), 'user,song\na,x\na,y\nb,x\nc,x\nc,z\n')
  writeFileSync(at('test.csv'), 'user,song\nb,y\n')
  const held = { protocol: 'top-n-files', train: at('train.csv'), test: at('test.csv'), from: null } as const
  const report = await run({ held, rankings: at('rankings.tsv'), perUser: at('users.tsv') })
  expect(report).toMatchObject({ protocol: 'top-n-files', data: { users: 1, songs: 3, train: 5, test: 1 } })
  expect(report.models.popularity).toMatchObject({ 'ndcg@1': 1, 'recall@20': 1, 'precision@10': 0.1, 'map@500': 1 })
  const rankings = readFileSync(at('rankings.tsv'), 'utf8').split('\n')
  expect(rankings.map(line => line.split('\t').slice(0, 2).join(' '))).toEqual(['b y', 'b z', ''])
  expect(readFileSync(at('users.tsv'), 'utf8').split('\n')).toHaveLength(3)
})

test('top-n-hash reads a format of the importers, and its core', async () => {
  const rows = Array.from({ length: 30 }, (_, i) => `u${i % 6},s${i % 5},${i + 1}`)
  writeFileSync(at('plays.csv'), `userId,songId,count\n${rows.join('\n')}\nloner,odd,1\n`)
  const from = { format: 'plays', path: at('plays.csv'), meta: null }
  const whole = await run({ held: { protocol: 'top-n-hash', from, core: null } })
  expect(whole.data.train + whole.data.test).toBe(31)
  const core = await run({ held: { protocol: 'top-n-hash', from, core: 5 } })
  expect(core.data).toMatchObject({ songs: 5 })
  expect(core.data.train + core.data.test).toBe(30)
})

test('a misspelt model is refused before anything is read', async () => {
  const from = { format: 'plays', path: '/nowhere', meta: null }
  const held = { protocol: 'top-n-hash', from, core: null } as const
  await expect(run({ held, models: ['best'] })).rejects.toThrow(
    'models: "best" is not accepted; use some of popularity',
  )
})
