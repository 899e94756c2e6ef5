import { expect, test } from '@jest/globals'
import { ALS_DEFAULTS, alsScorer, fitAls } from '../../../src/recommender/cf/als.js'
import { inverseOfPositive } from '../../../src/recommender/cf/dense.js'
import { leastSquares } from '../../../src/recommender/cf/least-squares.js'
import { row } from '../../../src/recommender/interactions.js'
import { randomNormal, seededRandom } from '../../../src/recommender/random.js'
import { twoGroups } from './two-groups.js'

test('one least-squares step by hand', () => {
  // One factor, songs with factors 1 and 2, λ = 1, alpha = 3, the user played the first:
  // (1 + 1 + 4 + 3 · 1²) x = (1 + 3) · 1, so x = 4/9. z is the factors over λ + 1 + 4 = 6.
  const solve = leastSquares(Float32Array.of(1, 2), Float32Array.of(1 / 6, 2 / 6), 1, 3)
  const x = new Float32Array(1)
  solve(Uint32Array.of(0), new Float64Array(1), 1, x)
  expect(x[0]).toBeCloseTo(4 / 9, 6)
})

test('folding in solves the system of Hu, Koren and Volinsky, of histories of every length', () => {
  const hyperparameters = { factors: 6, regularization: 0.5, alpha: 10, epochs: 1 }
  const random = seededRandom(5)
  const songs = 23
  const songFactors = Float32Array.from({ length: songs * 6 }, () => randomNormal(random))
  const factorsOf = (song: number) => [...songFactors.subarray(song * 6, song * 6 + 6)]
  const scorer = alsScorer({ ...hyperparameters, songFactors })
  for (const length of [1, 2, 5, 7, 23]) {
    const played = Uint32Array.from({ length }, (_, i) => (i * 3) % songs).sort()
    // (YᵀCY + λI) x = YᵀCp, with C and p written out.
    const left = new Float64Array(36)
    const right = new Float64Array(6)
    for (let song = 0; song < songs; song++) {
      const y = factorsOf(song)
      const confidence = played.includes(song) ? 11 : 1
      for (let i = 0; i < 6; i++) {
        for (let j = 0; j < 6; j++) left[i * 6 + j] += confidence * y[i] * y[j]
        if (played.includes(song)) right[i] += confidence * y[i]
      }
    }
    for (let i = 0; i < 6; i++) left[i * 6 + i] += 0.5
    const inverse = inverseOfPositive(left, 6)
    const user = [...right.keys()].map(i => right.reduce((sum, value, j) => sum + inverse[i * 6 + j] * value, 0))
    const scores = scorer.score({ songs: played, values: new Float32Array(length).fill(1) })
    scores.forEach((score, song) => {
      expect(score).toBeCloseTo(
        factorsOf(song).reduce((sum, value, i) => sum + value * user[i], 0),
        4,
      )
    })
  }
})

test('training ends where users folded in and songs agree: one more epoch changes nothing', () => {
  const hyperparameters = { factors: 2, regularization: 1, alpha: 5, epochs: 60 }
  const matrix = twoGroups()
  const scores = alsScorer(fitAls(matrix, hyperparameters, 1)).score(row(matrix, 0))
  const later = alsScorer(fitAls(matrix, { ...hyperparameters, epochs: 61 }, 1)).score(row(matrix, 0))
  scores.forEach((score, song) => {
    expect(score).toBeCloseTo(later[song], 4)
  })
})

test('preferences near 1 for the own group, near 0 for the other', () => {
  const matrix = twoGroups()
  const model = fitAls(matrix, { factors: 2, regularization: 0.01, alpha: 10, epochs: 60 }, 3)
  const scores = alsScorer(model).score(row(matrix, 20))
  for (let song = 0; song < 12; song++) expect(scores[song]).toBeCloseTo(song < 6 ? 0 : 1, 2)
})

test('the seed decides the bytes; progress ends at 1', () => {
  const done: number[] = []
  const trained = (seed: number) => fitAls(twoGroups(), { ...ALS_DEFAULTS, epochs: 2 }, seed, share => done.push(share))
  expect(trained(1).songFactors).toEqual(trained(1).songFactors)
  expect(trained(1).songFactors).not.toEqual(trained(2).songFactors)
  expect(done.slice(0, 2)).toEqual([0.5, 1])
})
