import { expect, test } from '@jest/globals'
import { fitClasses } from '../../nlp/sentiment/classes.js'
import { FEATURES } from '../../nlp/sentiment/features.js'
import { fitLogistic } from '../../nlp/sentiment/logistic.js'
import { BUCKETS } from '../../nlp/sentiment/ngrams.js'
import { classOf } from '../../nlp/sentiment/score.js'
import { readStates } from '../../nlp/sentiment/states.js'
import { STEP_BUCKETS } from '../../nlp/sentiment/steps.js'
import { packedSteps, quantized } from '../../nlp/training/sentiment/quantize.js'
import { fitStates } from '../../nlp/training/sentiment/state-weights.js'
import { macroF1 } from '../../src/evaluation/metrics/macro-f1.js'

test('a logistic regression on a bias alone has the log-odds of the costs: 3 against 1', () => {
  const features = Float64Array.of(1)
  const [bias] = fitLogistic([{ features, positive: 3, negative: 1 }], { ridge: 1 })
  expect(bias).toBeCloseTo(Math.log(3), 8)
})

test('a fixed weight stays, and the others learn around it', () => {
  const features = Float64Array.of(1, 1)
  const weights = fitLogistic([{ features, positive: 3, negative: 1 }], { ridge: 1, fixed: { at: 1, value: 0.5 } })
  expect(weights[1]).toBe(0.5)
  expect(weights[0]).toBeCloseTo(Math.log(3) - 0.5, 8)
})

test('weights are drawn toward those of before: with little to learn from they stay', () => {
  const around = [0.25, 2]
  const rows = [{ features: Float64Array.of(1, 1), positive: 1, negative: 1 }]
  // The bias is free: 0.25 + δ with p = 1/2, so that the logit is 0 and the other weight has no slope.
  const [bias, other] = fitLogistic(rows, { ridge: 5, around })
  expect(other).toBeCloseTo(2, 8)
  expect(bias).toBeCloseTo(-2, 8)
})

test('states that tell praise from blame are learnt on any scale, those that are always the same are not', () => {
  const examples = Array.from({ length: 400 }, (_, i) => {
    const praise = i % 2
    const states = Float32Array.of(3 + (praise - 0.5) * 0.01, 5, ((i * 37) % 100) / 10)
    return { states, positive: 10 * praise, negative: 10 * (1 - praise) }
  })
  const model = fitStates([...examples, { states: new Float32Array(0), positive: 1, negative: 0 }])
  expect(model.weights[1]).toBe(0)
  for (const { states, positive } of examples.slice(0, 100)) {
    const value = readStates(states, model)
    expect(Math.abs(value)).toBeLessThan(1)
    expect(positive > 0 ? value : -value).toBeGreaterThan(0.5)
  }
  expect(readStates(new Float32Array(0), model)).toBe(0)
})

test('the classes of long texts part where the labels do', () => {
  const long = new Float64Array(FEATURES.length)
  long[FEATURES.indexOf('bias')] = 1
  long[FEATURES.indexOf('length')] = Math.log1p(60) / 5
  const around = (gold: 'POSITIVE' | 'NEUTRAL' | 'NEGATIVE', middle: number) =>
    Array.from({ length: 20 }, (_, i) => ({ gold, logit: middle + (i - 9.5) / 20, features: long }))
  const reviews = [...around('NEGATIVE', -2), ...around('NEUTRAL', -0.7), ...around('POSITIVE', 1.5)]
  const { shift, classes } = fitClasses(reviews, macroF1)
  expect(shift).toBe(0)
  const labels = reviews.map(({ features, logit }) => classOf(features, logit, { classes }))
  expect(
    macroF1(
      reviews.map(({ gold }) => gold),
      labels,
    ),
  ).toBe(1)
})

test('what is liked in spite of much blame: texts of many sentences are moved up until praise has a score above 0', () => {
  const long = new Float64Array(FEATURES.length)
  for (const name of ['bias', 'several sentences'] as const) long[FEATURES.indexOf(name)] = 1
  long[FEATURES.indexOf('length')] = Math.log1p(60) / 5
  const around = (gold: 'POSITIVE' | 'NEUTRAL' | 'NEGATIVE', middle: number) =>
    Array.from({ length: 20 }, (_, i) => ({ gold, logit: middle + (i - 9.5) / 40, features: long }))
  const reviews = [...around('NEGATIVE', -2.5), ...around('NEUTRAL', -1.5), ...around('POSITIVE', -0.5)]
  const { shift, classes } = fitClasses(reviews, macroF1)
  expect(shift).toBeGreaterThan(0.7)
  const labels = reviews.map(({ features, logit }) => classOf(features, logit + shift, { classes }))
  expect(
    macroF1(
      reviews.map(({ gold }) => gold),
      labels,
    ),
  ).toBe(1)
})

test('8 bits: half a step off at most, and what is known stays known', () => {
  const weights = new Float32Array(BUCKETS)
  const importance = new Float32Array(BUCKETS)
  weights.set([1, -0.5, 0.001])
  importance.set([10, 0.001])
  const tables = quantized({ weights, importance })
  expect(tables.weights[1] * tables.weightScale).toBeCloseTo(-0.5, 1)
  expect([...tables.importance.subarray(0, 3)]).toEqual([255, 1, 0])
})

test('the steps of the stars lie side by side: importance, then a weight for each, in bytes', () => {
  const columns = [0, 1, 2].map(() => new Float32Array(STEP_BUCKETS))
  const importance = new Float32Array(STEP_BUCKETS)
  importance.set([0, 10])
  for (const [step, column] of columns.entries()) column.set([0, [0.5, -0.5, 0.25][step]])
  const { cells, weightScale } = packedSteps({ weights: columns, importance })
  expect(cells.length).toBe(STEP_BUCKETS * 4)
  expect([...cells.subarray(0, 4)]).toEqual([0, 0, 0, 0])
  expect(cells[4]).toBe(255)
  expect([5, 6, 7].map(at => cells.readInt8(at) * weightScale)).toEqual(
    [0.5, -0.5, 0.25].map(w => expect.closeTo(w, 1)),
  )
})
