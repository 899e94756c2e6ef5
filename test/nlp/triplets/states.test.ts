import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { tokenize } from '../../../nlp/tokens.js'
import { Network } from '../../../nlp/triplets/network.js'
import { PooledStates } from '../../../nlp/triplets/states.js'
import { arenaOf, NORM_SCALE } from '../../../simd/kernels.js'
import { TOY, TOY_WORDS, toyWeights } from './toy.js'

const WIDTH = 16
const tokens = fc.array(fc.array(fc.integer({ min: -32_768, max: 32_767 }), { minLength: WIDTH, maxLength: WIDTH }), {
  minLength: 1,
  maxLength: 20,
})
const sentences = fc
  .array(fc.constantFrom(...TOY_WORDS, 'guitar-driven', '🔥', '12'), { minLength: 1, maxLength: 30 })
  .map(words => words.join(' '))

function pooledOf(sentences: readonly number[][][]): Float32Array {
  const arena = arenaOf(4_096)
  const out = 1_024
  const pooled = new PooledStates()
  for (const rows of sentences) {
    new Int16Array(arena.buffer).set(rows.flat())
    arena.pool(0, out, WIDTH, rows.length)
    pooled.add(new Int32Array(arena.buffer, out, 3 * WIDTH), rows.length)
  }
  return pooled.values()
}

test('of each channel of a sentence the mean, the largest and the smallest', () => {
  fc.assert(
    fc.property(tokens, rows => {
      const channels = Array.from({ length: WIDTH }, (_, k) => rows.map(row => row[k] ?? 0))
      const expected = [
        ...channels.map(values => values.reduce((sum, value) => sum + value, 0) / values.length),
        ...channels.map(values => Math.max(...values)),
        ...channels.map(values => Math.min(...values)),
      ].map(value => value / NORM_SCALE)
      const values = pooledOf([rows])
      expect(values).toHaveLength(expected.length)
      values.forEach((value, i) => {
        expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 5)
      })
    }),
  )
})

test('of a text the means over its sentences', () => {
  fc.assert(
    fc.property(fc.array(tokens, { minLength: 1, maxLength: 5 }), texts => {
      const each = texts.map(rows => pooledOf([rows]))
      pooledOf(texts).forEach((value, i) => {
        expect(value).toBeCloseTo(each.reduce((sum, values) => sum + (values[i] ?? 0), 0) / texts.length, 5)
      })
    }),
  )
})

test('without a sentence there is nothing', () => {
  expect(new PooledStates().values()).toHaveLength(0)
})

test('with and without SIMD a network has the same states, each within what a norm may be', () => {
  const weights = toyWeights(5)
  const [fast, plain] = [true, false].map(simd => new Network(weights, simd))
  fc.assert(
    fc.property(sentences, sentences, (...texts) => {
      const [a, b] = [fast, plain].map(network => {
        const pooled = new PooledStates()
        for (const text of texts) {
          const { tokens } = tokenize(text)
          network?.pairsOf(text, tokens, { from: 0, to: tokens.length }, pooled)
        }
        return pooled.values()
      })
      expect(a).toHaveLength(3 * TOY.d)
      expect(a?.some(value => value !== 0)).toBe(true)
      expect(a?.every(value => Math.abs(value) <= Math.sqrt(TOY.d - 1) + 0.01)).toBe(true)
      expect(b).toEqual(a)
    }),
    { numRuns: 60 },
  )
})
