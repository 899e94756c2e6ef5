import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { analyze } from '../../nlp/analyze.js'
import { fnv1a } from '../../src/evaluation/hash.js'
import { evaluate } from '../../src/services/evaluate.js'
import type { Held, TopNRequest } from '../../src/services/protocols/top-n.js'

const folder = mkdtempSync(join(tmpdir(), 'linernotes-'))
const at = (name: string) => join(folder, name)
const dependencies = { analyze, tfBackend: 'wasm' as const }
const run = ({ held, ...options }: Partial<TopNRequest> & { held: Held }) =>
  evaluate(
    { ...held, models: ['popularity'], k: 20, seed: 1, rankings: null, perUser: null, ...options } as TopNRequest,
    dependencies,
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

test('wishes reach the lists of the hybrid: less alike, and less popular', async () => {
  // Groups of users who play most of their own songs and few of the others', the first group the largest.
  const group = (user: number) => [0, 0, 0, 1, 1, 2][user % 6]
  const pairs = Array.from({ length: 60 * 30 }, (_, at) => [Math.floor(at / 30), at % 30]).filter(([user, song]) =>
    Math.floor(song / 10) === group(user) ? (user + song) % 3 > 0 : song % 10 === user % 11,
  )
  writeFileSync(at('groups.csv'), `userId,songId,count\n${pairs.map(pair => `u${pair[0]},s${pair[1]},1`).join('\n')}\n`)
  const from = { format: 'plays', path: at('groups.csv'), meta: null }
  const listeners = (song: string) => pairs.filter(([, of]) => `s${of}` === song).length
  const measured = async (wishes?: TopNRequest['wishes']) => {
    const held = { protocol: 'top-n-hash', from, core: null } as const
    const report = await run({ held, models: ['hybrid'], k: 3, wishes, rankings: at('wished.tsv') })
    const firsts = new Map<string, string>()
    for (const line of readFileSync(at('wished.tsv'), 'utf8').split('\n')) {
      const [user, song] = line.split('\t')
      if (song !== undefined && !firsts.has(user)) firsts.set(user, song)
    }
    const popularity = [...firsts.values()].reduce((sum, song) => sum + listeners(song), 0) / firsts.size
    return { alike: report.models.hybrid.intraListSimilarity, popularity }
  }
  const plain = await measured()
  expect(await measured({ diversity: 0, novelty: 0 })).toEqual(plain)
  expect((await measured({ diversity: 1, novelty: 0 })).alike).toBeLessThan(plain.alike / 2)
  expect((await measured({ diversity: 0, novelty: 1 })).popularity).toBeLessThan(plain.popularity)
})

test('next-song reads the times of a format and writes its lists', async () => {
  const instant = (day: string) => `2020-01-0${day}T00:00:00Z`
  const rows = ['a,x,1', 'a,y,2', 'a,z,3', 'b,x,1', 'b,y,2', 'c,y,1', 'c,z,2']
  const lines = rows.map(row => row.replace(/\d$/, day => `1,${instant(day)}`))
  writeFileSync(at('timed.csv'), `userId,songId,count,playedAt\n${lines.join('\n')}\n`)
  const from = { format: 'plays', path: at('timed.csv'), meta: null }
  const request = { protocol: 'next-song', from, core: null, k: 5, seed: 1, rankings: at('next.tsv') } as const
  const report = await evaluate({ ...request, models: ['session'] }, dependencies, () => {})
  expect(report).toMatchObject({ protocol: 'next-song', data: { users: 1, songs: 3, train: 6, test: 1 } })
  expect(report.models.session).toEqual({ 'hit@5': 1, 'hit@20': 1, 'mrr@5': 1, 'mrr@20': 1 })
  expect(readFileSync(at('next.tsv'), 'utf8')).toMatch(/^a\tz\t\S+\n$/)
  await expect(evaluate({ ...request, models: ['als'] }, dependencies, () => {})).rejects.toThrow(
    'models: "als" is not accepted; use some of popularity, itemKnn, session, mlpWithoutContext, mlp',
  )
})

test('sentiment, worked by hand: the better text has the higher score', async () => {
  writeFileSync(at('few.tsv'), 'a wonderful album\t1\nan awful album\t0\n')
  const from = { format: 'sst2', path: at('few.tsv') }
  const report = await evaluate({ protocol: 'sentiment', from, minWords: 0, without: null }, dependencies, () => {})
  expect(report).toMatchObject({ protocol: 'sentiment', data: { users: 0, songs: 0, train: 0, test: 2 } })
  expect(report.models.shipped).toMatchObject({ accuracy: 1, macroF1: 1, auc: 1, spearman: 1 })
})

test('sentiment leaves out short texts, and those of other data', async () => {
  writeFileSync(at('some.tsv'), 'a wonderful album\t1\nan awful album\t0\nbad\t0\ngood stuff all over\t1\n')
  writeFileSync(at('known.tsv'), 'Awful: an AWFUL album\t0\nAn awful album!\t0\n')
  const from = { format: 'sst2', path: at('some.tsv') }
  const without = { format: 'sst2', path: at('known.tsv') }
  const report = await evaluate({ protocol: 'sentiment', from, minWords: 2, without }, dependencies, () => {})
  expect(report.data.test).toBe(2)
  await expect(
    evaluate({ protocol: 'sentiment', from, minWords: 9, without: null }, dependencies, () => {}),
  ).rejects.toThrow('no text of these data is left')
})

test('only critics with an odd hash are judged', async () => {
  const bodies = Array.from({ length: 40 }, (_, i) => `A record of ${i} ideas.`)
  const rows = bodies.map((body, i) => `A\tB\tC\tD\tE\t${i + 30}\t${body}`)
  writeFileSync(at('critics.tsv'), `album\tartist\tgenre\trelease_date\tcritic\tscore\tbody\n${rows.join('\n')}\n`)
  const from = { format: 'metacritic', path: at('critics.tsv') }
  const report = await evaluate({ protocol: 'sentiment', from, minWords: 0, without: null }, dependencies, () => {})
  expect(report.data.test).toBe(bodies.filter(body => fnv1a(body) % 2 === 1).length)
})

test('sentiment says which formats it reads', async () => {
  const from = { format: 'plays', path: at('plays.csv') }
  await expect(
    evaluate({ protocol: 'sentiment', from, minWords: 0, without: null }, dependencies, () => {}),
  ).rejects.toThrow('use one of amazon-reviews, metacritic, sst2, uci, vader')
})

test('aspects are judged from the raw text', async () => {
  writeFileSync(at('triplets.txt'), "The vocals are gorgeous .####[([1], [3], 'POS')]\n")
  const from = { format: 'aste', path: at('triplets.txt') }
  const report = await evaluate({ protocol: 'aspects', from, split: null }, dependencies, () => {})
  expect(report.models.shipped).toMatchObject({ tripletF1: 1, pairF1: 1, aspectF1: 1, opinionF1: 1 })
})
