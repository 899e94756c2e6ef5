/*
 * How fast are the collaborative models on this machine, beside a plain loop of multiplications?
 * node dist/bench/als.js: invented data of HetRec's size, 1,892 users with 39 of 17,632 songs each.
 */
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

const yardstick = dotProductRate()
console.log(`yardstick: one dot product after the other, ${yardstick.toFixed(2)} GFLOP/s`)

const fitSeconds = seconds(() => fitAls(matrix, ALS_DEFAULTS, 1))
const { factors, epochs } = ALS_DEFAULTS
// What an epoch computes: Gram matrix (half of it) and Y·M of either side, then for each interaction of either
// side 4 products with the operator (start and 3 steps) of 2 dot products each, and the closing sum.
const flops = 2 * (1.5 * factors ** 2 * (USERS + SONGS) + 2 * 9 * factors * matrix.columns.length)
const rate = (flops * epochs) / fitSeconds / 1e9
console.log(
  `als: ${epochs} epochs of ${factors} factors in ${fitSeconds.toFixed(2)} s, ` +
    `${rate.toFixed(2)} GFLOP/s, ${(rate / yardstick).toFixed(2)} × yardstick`,
)
report('als', alsScorer(fitAls(matrix, { ...ALS_DEFAULTS, epochs: 2 }, 1)))
const started = performance.now()
const itemKnn = fitItemKnn(matrix)
const pairs = matrix.columns.length
console.log(`itemKnn: ${((pairs / (performance.now() - started)) * 1e3).toExponential(2)} pairs/s fitted`)
report('itemKnn', itemKnnScorer(itemKnn))

// The inverse of XXᵀ + λI, users × users, is users³ operations; the rest of the fit is sparse.
let ease = fitEase(matrix, EASE_DEFAULTS)
const easeSeconds = seconds(() => {
  ease = fitEase(matrix, EASE_DEFAULTS)
})
const easeRate = USERS ** 3 / easeSeconds / 1e9
console.log(
  `ease: ${easeSeconds.toFixed(2)} s, ${easeRate.toFixed(2)} GFLOP/s, ${(easeRate / yardstick).toFixed(2)} × yardstick`,
)
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
