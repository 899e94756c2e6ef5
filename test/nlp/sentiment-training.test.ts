import { expect, test } from '@jest/globals'
import { bandsOf } from '../../nlp/sentiment/bands.js'
import { FEATURES } from '../../nlp/sentiment/features.js'
import { fitLogistic } from '../../nlp/sentiment/logistic.js'
import { BUCKETS } from '../../nlp/sentiment/ngrams.js'
import { quantized } from '../../nlp/training/sentiment/quantize.js'

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

test('the band of long texts lies where the labels part, and not at a peak that stands alone', () => {
  const at = (name: (typeof FEATURES)[number], value: number) => ({ [FEATURES.indexOf(name)]: value })
  const long = Object.assign(new Float64Array(FEATURES.length), at('bias', 1), at('length', Math.log1p(60) / 5))
  const review = (gold: 'POSITIVE' | 'NEUTRAL' | 'NEGATIVE', logit: number) => ({ gold, logit, features: long })
  const reviews = [review('NEGATIVE', -1.9), review('NEUTRAL', -0.9), review('NEUTRAL', 0.1), review('POSITIVE', 0.7)]
  const share = (gold: readonly string[], labels: readonly string[]) =>
    gold.filter((label, i) => label === labels[i]).length / gold.length
  // Every low from -1.8 to -1.0 tells all four apart; in the middle of them all neighbours do so too.
  expect(bandsOf(reviews, share)).toEqual({
    shift: 0,
    band: { remark: { low: -0.2007, high: 0.2007 }, long: { low: -1.6, high: 0.4 } },
  })
  // Best of all where high is 0, beside which it is worst: chance.
  const peak = (gold: readonly string[], labels: readonly string[]) =>
    labels.join() === 'NEGATIVE,NEGATIVE,POSITIVE,POSITIVE' ? 1.1 : share(gold, labels)
  expect(bandsOf(reviews, peak).band.long).toEqual({ low: -1.6, high: 0.4 })
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
