import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { writePerUser, writeRankings } from '../../../src/evaluation/outputs.js'
import { evaluateTopN } from '../../../src/evaluation/protocols/top-n.js'
import type { Fit } from '../../../src/evaluation/recommender.js'
import type { Split } from '../../../src/evaluation/splits.js'
import { LISTENING_WEIGHT } from '../../../src/recommender/similar-songs.js'
import { dataOf } from '../data.js'

/** Users a and b have held-out songs, c has none. */
const split: Split = {
  protocol: 'top-n-files',
  train: dataOf({
    users: ['a', 'b', 'c'],
    songs: ['v', 'w', 'x\ty', 'z'],
    plays: [
      ['a', 'v', 1],
      ['c', 'v', 1],
    ],
  }),
  test: [Uint32Array.of(1, 3), Uint32Array.of(0), new Uint32Array()],
}

/** Shows everyone the same songs. */
const always =
  (songs: number[], candidates?: number[]): Fit =>
  async (_train, { onProgress }) => {
    onProgress(1)
    return {
      rank: (_user, k) => ({
        songs: Uint32Array.from(songs).subarray(0, k),
        scores: Float32Array.from(songs, (_, i) => 1 / (i + 1)),
        ...(candidates && { candidates: Uint32Array.from(candidates) }),
      }),
    }
  }
const OPTIONS = { k: 2, seed: 1, tfBackend: 'wasm' as const, onProgress: () => {} }

describe('a report', () => {
  test('holds the means over users with held-out songs, by hand', async () => {
    const { report } = await evaluateTopN(split, { fixed: always([1, 2, 3]) }, OPTIONS)
    expect(report).toMatchObject({ protocol: 'top-n-files', data: { users: 2, songs: 4, train: 2, test: 3 } })
    const { fixed } = report.models
    // User a: hits at 1 and 3 of 2; user b: none.
    expect(fixed['recall@1']).toBe(1 / 2)
    expect(fixed['recall@2']).toBe((1 / 2 + 0) / 2)
    expect(fixed['precision@5']).toBeCloseTo((2 / 5 + 0) / 2, 12)
    expect(fixed['map@500']).toBeCloseTo(((1 + 2 / 3) / 2 + 0) / 2, 12)
    expect(fixed['ndcg@20']).toBeCloseTo((1 + 1 / 2) / (1 + 1 / Math.log2(3)) / 2, 12)
    // Both lists of 2 show songs 1 and 2 of 4.
    expect(fixed.coverage).toBe(1 / 2)
    expect(fixed.gini).toBe(1 / 2)
  })

  test('has the four metrics at every cut-off, and at k', async () => {
    const { report } = await evaluateTopN(split, { fixed: always([1]) }, OPTIONS)
    const keys = ['recall', 'ndcg', 'precision', 'map'].flatMap(metric =>
      [1, 2, 5, 10, 20, 100, 500].map(k => `${metric}@${k}`),
    )
    expect(Object.keys(report.models.fixed).sort()).toEqual([...keys, 'coverage', 'gini', 'intraListSimilarity'].sort())
    expect(report.seconds).toBeGreaterThan(0)
    expect(report.peakRssMb).toBeGreaterThan(1)
  })

  test('tells how alike the songs of a list are', async () => {
    const plays: [string, string, number][] = [
      ['a', 'v', 1],
      ['c', 'w', 1],
      ['c', 'x\ty', 1],
    ]
    const train = dataOf({ users: ['a', 'b', 'c'], songs: ['v', 'w', 'x\ty', 'z'], plays })
    const { report } = await evaluateTopN({ ...split, train }, { fixed: always([1, 2, 3]) }, OPTIONS)
    // The two songs shown have the same one listener, and nothing is known of what they are.
    expect(report.models.fixed.intraListSimilarity).toBeCloseTo(LISTENING_WEIGHT, 6)
  })

  test('tells how much the ranker gains by reviews, where it is measured with and without', async () => {
    const [some, none] = [always([1]), always([2])]
    const { report } = await evaluateTopN(split, { mlp: some, mlpWithoutReviews: none }, OPTIONS)
    // User a gains 1 of 1 + 1 / log2(3), user b nothing: by draws of two users the mean is 0, the half, or all of it.
    const gain = 1 / (1 + 1 / Math.log2(3))
    expect(report.models.mlp.ndcgDiffLow).toBe(0)
    expect(report.models.mlp.ndcgDiffHigh).toBeCloseTo(gain, 12)
    expect(report.models.mlpWithoutReviews).not.toHaveProperty('ndcgDiffLow')
    const alone = await evaluateTopN(split, { mlp: some, other: none }, OPTIONS)
    expect(alone.report.models.mlp).not.toHaveProperty('ndcgDiffLow')
  })

  test('tells the recall of candidates where a model has them', async () => {
    const { report } = await evaluateTopN(split, { fixed: always([1], [3, 0]) }, OPTIONS)
    expect(report.models.fixed['candidateRecall@200']).toBe((1 / 2 + 1) / 2)
  })
})

test('progress runs from 0 to 1 over the models', async () => {
  const steps: [string, number][] = []
  const models = { first: always([1]), second: always([2]) }
  await evaluateTopN(split, models, { ...OPTIONS, onProgress: (step, done) => steps.push([step, done]) })
  const done = steps.map(([, share]) => share)
  expect(done).toEqual([...done].sort((a, b) => a - b))
  expect(steps.at(-1)).toEqual(['second', 1])
})

test('refuses a cut-off out of range and a split without held-out songs', async () => {
  const models = { fixed: always([1]) }
  await expect(evaluateTopN(split, models, { ...OPTIONS, k: 501 })).rejects.toThrow('k: 501 is not accepted')
  const none = { ...split, test: split.test.map(() => new Uint32Array()) }
  await expect(evaluateTopN(none, models, OPTIONS)).rejects.toThrow('no pair of these data is held out')
})

describe('files', () => {
  const written = async (models: Record<string, Fit>) => {
    const evaluation = await evaluateTopN(split, models, OPTIONS)
    const folder = await mkdtemp(join(tmpdir(), 'linernotes-'))
    await writeRankings(join(folder, 'rankings.tsv'), split, evaluation)
    await writePerUser(join(folder, 'users.tsv'), split, evaluation)
    const lines = async (name: string) => (await readFile(join(folder, name), 'utf8')).split('\n')
    return { rankings: await lines('rankings.tsv'), perUser: await lines('users.tsv') }
  }

  test('the rankings are those of the last model; an id with a tab stays one field', async () => {
    const { rankings } = await written({ first: always([3]), last: always([1, 2]) })
    expect(rankings).toEqual(['a\tw\t1', 'a\tx\\ty\t0.5', 'b\tw\t1', 'b\tx\\ty\t0.5', ''])
  })

  test('or of the product’s ranker, wherever it was named', async () => {
    const { rankings } = await written({ mlp: always([3]), last: always([1]) })
    expect(rankings).toEqual(['a\tz\t1', 'b\tz\t1', ''])
  })

  test('each user’s average precision at each cut-off of each model', async () => {
    const { perUser } = await written({ first: always([3]), last: always([0]) })
    const [header, a, b] = perUser.map(line => line.split('\t'))
    expect(header.slice(0, 4)).toEqual(['user', 'first ap@1', 'first ap@2', 'first ap@5'])
    expect(header[8]).toBe('last ap@1')
    expect(a).toEqual(['a', '1', ...Array(6).fill('0.5'), ...Array(7).fill('0')])
    expect(b).toEqual(['b', ...Array(7).fill('0'), ...Array(7).fill('1')])
  })
})
