/*
 * How fast are the collaborative models on this machine, beside its limits: a plain loop of multiplications, and the same in
 * WebAssembly SIMD?
 * node dist/bench/als.js: invented data of HetRec's size, 1,892 users with 39 of 17,632 songs each.
 */
import { linearArena } from '../simd/linear.js'
import { ALS_DEFAULTS, alsScorer, fitAls } from '../src/recommender/cf/als.js'
import { EASE_DEFAULTS, fitEase } from '../src/recommender/cf/ease.js'
import { easeNeighbours, easeNeighboursScorer } from '../src/recommender/cf/ease-neighbours.js'
import { fitItemKnn, itemKnnScorer } from '../src/recommender/cf/item-knn.js'
import type { Scorer } from '../src/recommender/cf/scorer.js'
import { interactionMatrix, row } from '../src/recommender/interactions.js'
import { seededRandom } from '../src/recommender/random.js'

const USERS = 1892
const SONGS = 17632
const SONGS_EACH = 39
const SCORINGS = 1000

const random = seededRandom(1)
const user = Uint32Array.from({ length: USERS * SONGS_EACH }, (_, i) => i / SONGS_EACH)
// Cubing a uniform number gives few songs most of the listeners, as in real data.
const song = user.map(() => SONGS * random() ** 3)
const matrix = interactionMatrix(
  USERS,
  SONGS,
  user,
  song,
  user.map(() => 1 + 100 * random() ** 3),
)

const plain = dotProductRate()
const simd = kernelRate()
console.log(`limit of plain loops: one dot product after the other, ${plain.toFixed(2)} GFLOP/s`)
console.log(`limit of WebAssembly SIMD: four dot products of f32 at a time, ${simd.toFixed(2)} GFLOP/s`)
const beside = (rate: number) =>
  `${rate.toFixed(2)} GFLOP/s, ${(rate / plain).toFixed(2)} × plain, ${(rate / simd).toFixed(2)} × SIMD`

const fitSeconds = seconds(() => fitAls(matrix, ALS_DEFAULTS, 1))
const { factors, epochs } = ALS_DEFAULTS
// What an epoch computes: Gram matrix (half of it) and Y·M of either side, then for each interaction of either
// side 4 products with the operator (start and 3 steps) of 2 dot products each, and the closing sum.
const flops = 2 * (1.5 * factors ** 2 * (USERS + SONGS) + 2 * 9 * factors * matrix.columns.length)
const rate = (flops * epochs) / fitSeconds / 1e9
console.log(
  `als: ${(fitSeconds / epochs).toFixed(3)} s per iteration of ${factors} factors, ` +
    `${(matrix.columns.length / (fitSeconds / epochs)).toExponential(2)} pairs/s, ${beside(rate)}`,
)
report('als', alsScorer(fitAls(matrix, { ...ALS_DEFAULTS, epochs: 2 }, 1)))
const started = performance.now()
const itemKnn = fitItemKnn(matrix)
const pairs = matrix.columns.length
console.log(`itemKnn: ${((pairs / (performance.now() - started)) * 1e3).toExponential(2)} pairs/s fitted`)
report('itemKnn', itemKnnScorer(itemKnn))

// The inverse of XXᵀ + λI, users × users, is users³ multiplications and additions; the rest of the fit is sparse.
let ease = fitEase(matrix, EASE_DEFAULTS)
const easeSeconds = seconds(() => {
  ease = fitEase(matrix, EASE_DEFAULTS)
})
const easeRate = (2 * USERS ** 3) / easeSeconds / 1e9
console.log(`ease: ${easeSeconds.toFixed(2)} s, ${beside(easeRate)}`)
let neighbours = easeNeighbours(ease)
const keptSeconds = seconds(() => {
  neighbours = easeNeighbours(ease)
})
console.log(`ease: strongest neighbours of every song kept in ${keptSeconds.toFixed(2)} s`)
report('ease', easeNeighboursScorer(neighbours))

function report(name: string, scorer: Scorer): void {
  const out = new Float32Array(SONGS)
  const run = () => {
    for (let i = 0; i < SCORINGS; i++) scorer.score(row(matrix, i % USERS), out)
  }
  run()
  const taken = seconds(run)
  console.log(
    `${name}: all songs scored for ${(SCORINGS / taken).toFixed(0)} users/s, ${(taken * 1e3) / SCORINGS} ms each`,
  )
}

/** The kernel that multiplies rows by a vector, on rows that stay in the caches. */
function kernelRate(): number {
  const [rows, width, runs] = [64, 1024, 2_000]
  const [xAt, outAt] = [4 * rows * width, 4 * (rows + 1) * width]
  const kernels = linearArena(outAt + 4 * rows)
  new Float32Array(kernels.buffer).forEach((_, i, all) => {
    all[i] = random()
  })
  const run = () => {
    for (let i = 0; i < runs; i++) kernels.dots(0, width, xAt, outAt, rows)
  }
  run()
  return (2 * runs * rows * width) / seconds(run) / 1e9
}

function dotProductRate(): number {
  const a = Float32Array.from({ length: 1024 }, () => random())
  const b = a.map(() => random())
  const runs = 50_000
  let sum = 0
  const run = () => {
    for (let i = 0; i < runs; i++) {
      let dot = 0
      for (let j = 0; j < a.length; j++) dot += a[j] * b[j]
      sum += dot
    }
  }
  run()
  const taken = seconds(run)
  if (!Number.isFinite(sum)) throw new RangeError('the yardstick overflowed')
  return (2 * runs * a.length) / taken / 1e9
}

function seconds(run: () => void): number {
  const started = performance.now()
  run()
  return (performance.now() - started) / 1000
}
