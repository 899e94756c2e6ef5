import { expect, test } from '@jest/globals'
import { seededRandom } from '../../../src/recommender/random.js'
import { scoreRows } from '../../../src/recommender/ranker/mlp.js'
import { tensorflowBackend } from '../../../src/recommender/ranker/tensorflow.js'
import { type MlpHyperparameters, type RankingLists, trainMlp } from '../../../src/recommender/ranker/train-mlp.js'

const SIZE = 20
const HYPERPARAMETERS: MlpHyperparameters = {
  hidden: 8,
  epochs: 40,
  learningRate: 0.01,
  regularization: 0,
  batch: 16,
  patience: 40,
}

/** Lists whose taken candidate is the one with the greatest |x0|: no linear ranker can tell. x1 is noise. */
function lists(count: number, seed: number): RankingLists {
  const random = seededRandom(seed)
  const rows = Float32Array.from({ length: count * SIZE * 2 }, () => 2 * random() - 1)
  const labels = new Int8Array(count * SIZE)
  for (let list = 0; list < count; list++) {
    let best = 0
    for (let c = 1; c < SIZE; c++) {
      if (Math.abs(rows[(list * SIZE + c) * 2]) > Math.abs(rows[(list * SIZE + best) * 2])) best = c
    }
    labels[list * SIZE + best] = 1
  }
  return { count, size: SIZE, features: 2, users: new Uint32Array(count), rows, labels }
}

async function trained(seed: number) {
  const backend = await tensorflowBackend('wasm')
  const start = Float32Array.of(0, 0)
  return trainMlp(backend, lists(400, 1), lists(100, 2), start, HYPERPARAMETERS, seededRandom(seed))
}

test('finds what no linear ranker can: the candidate of greatest magnitude comes first', async () => {
  const mlp = await trained(5)
  const unseen = lists(100, 3)
  const scores = scoreRows(mlp, unseen.rows, unseen.count * SIZE)
  let hits = 0
  for (let list = 0; list < unseen.count; list++) {
    const own = scores.subarray(list * SIZE, (list + 1) * SIZE)
    if (unseen.labels[list * SIZE + own.indexOf(Math.max(...own))] === 1) hits++
  }
  // By chance 5 of 100; the best linear ranker, which sees one side only, about 50.
  expect(hits).toBeGreaterThan(80)
})

test('the same seed gives the same bytes', async () => {
  expect(await trained(9)).toEqual(await trained(9))
})

test('padding takes no part: lists filled up with padded candidates train the same network', async () => {
  const backend = await tensorflowBackend('wasm')
  const padded = ({ count, rows, labels }: RankingLists): RankingLists => {
    const wide: RankingLists = {
      count,
      size: SIZE + 4,
      features: 2,
      users: new Uint32Array(count),
      rows: new Float32Array(count * (SIZE + 4) * 2).fill(9),
      labels: new Int8Array(count * (SIZE + 4)).fill(-1),
    }
    for (let list = 0; list < count; list++) {
      wide.rows.set(rows.subarray(list * SIZE * 2, (list + 1) * SIZE * 2), list * (SIZE + 4) * 2)
      wide.labels.set(labels.subarray(list * SIZE, (list + 1) * SIZE), list * (SIZE + 4))
    }
    return wide
  }
  const few = { ...HYPERPARAMETERS, epochs: 2 }
  const start = Float32Array.of(0.1, 0)
  const [training, validation] = [lists(32, 1), lists(8, 2)]
  const plain = await trainMlp(backend, training, validation, start, few, seededRandom(1))
  const wide = await trainMlp(backend, padded(training), padded(validation), start, few, seededRandom(1))
  for (const [i, weight] of plain.weights.entries()) expect(wide.weights[i]).toBeCloseTo(weight, 5)
})
