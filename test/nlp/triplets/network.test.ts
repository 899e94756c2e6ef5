import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { tokenize } from '../../../nlp/tokens.js'
import { Network } from '../../../nlp/triplets/network.js'
import { vocabularyOf } from '../../../nlp/triplets/vocabulary.js'
import { naivePairs } from './naive.js'
import { TOY_WORDS, toyWeights } from './toy.js'

const WORDS = [...TOY_WORDS, 'guitar-driven', 'Sooooo', 'GREAT', 'unheard-of', '12', '🔥', 'x', 'McX', '…']
const sentences = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 30 }).map(words => words.join(' '))

test.each([true, false])('the network computes what its description says (SIMD %s)', simd => {
  const weights = toyWeights(7)
  const network = new Network(weights, simd)
  const vocabulary = vocabularyOf(TOY_WORDS, { suffix3: 16, suffix2: 8, prefix4: 32 })
  let pairs = 0
  fc.assert(
    fc.property(sentences, text => {
      const { tokens } = tokenize(text)
      const ids = tokens.map(token => {
        const four = new Int32Array(4)
        vocabulary.write(text, token, four, 0)
        return [...four]
      })
      const expected = new Map(naivePairs(weights, ids).map(pair => [keyOf(pair), pair.probabilities]))
      const found = network.pairsOf(text, tokens, { from: 0, to: tokens.length })
      pairs += found.length
      for (const pair of found) {
        // A span at the edge of the candidates may fall to the other side by rounding.
        const probabilities = expected.get(keyOf(pair)) ?? pair.probabilities
        pair.probabilities.forEach((p, c) => {
          expect(Math.abs(p - (probabilities[c] ?? 0))).toBeLessThan(0.01)
        })
      }
      const known = found.filter(pair => expected.has(keyOf(pair))).length
      expect(known).toBeGreaterThanOrEqual(0.7 * Math.max(expected.size, found.length))
    }),
    { numRuns: 60, seed: 1 },
  )
  expect(pairs).toBeGreaterThan(500)
})

test('a sentence reads the same whatever was read before it', () => {
  const network = new Network(toyWeights(3))
  const read = (text: string) => {
    const { tokens } = tokenize(text)
    return network.pairsOf(text, tokens, { from: 0, to: tokens.length })
  }
  fc.assert(
    fc.property(sentences, sentences, (text, other) => {
      const first = read(text)
      read(other)
      expect(read(text)).toEqual(first)
    }),
    { numRuns: 50 },
  )
  // More words than there are lines of the first layer.
  const text = 'the vocals are great , not so muddy'
  const first = read(text)
  for (let i = 0; i < 6_000; i += 100) read(Array.from({ length: 100 }, (_, k) => `word${i + k}`).join(' '))
  expect(read(text)).toEqual(first)
})

type Spans = { readonly aspect: { first: number; last: number }; readonly opinion: { first: number; last: number } }
function keyOf({ aspect, opinion }: Spans): string {
  return [aspect.first, aspect.last, opinion.first, opinion.last].join(' ')
}
