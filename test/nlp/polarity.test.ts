import { expect, test } from '@jest/globals'
import { isNegated, negationOf } from '../../nlp/negation.js'
import { polarityOf } from '../../nlp/polarity.js'
import { tokenize } from '../../nlp/tokens.js'
import type { Probabilities } from '../../nlp/triplets/pairs.js'

/** The tokens of the whole text as one opinion. */
function polarity(text: string, p: Probabilities, negated = false): number {
  const { tokens } = tokenize(text)
  return polarityOf(tokens, { from: 0, to: tokens.length }, p, negated)
}

test.each<[string, string, Probabilities, boolean, number]>([
  // (.7 − .1) / .8 · 3 / √13
  ['"great" has valence 3', 'great', [0.2, 0.7, 0.1, 0], false, 0.624],
  // (.1 − .7) / .8 · 1.8 / √(1.8² + 4)
  ['negated, 3 · .6 = 1.8', 'great', [0.2, 0.1, 0.7, 0], true, -0.5017],
  // .6 / .8 · 2 / √8
  ['unknown to the lexicon: 2', 'zxqv', [0.2, 0.7, 0.1, 0], false, 0.5303],
  // .75 · .8321 · .0999
  ['a neutral one stays within the band', 'great', [0, 0.25, 0, 0.75], false, 0.0208],
  ['one that is hardly positive reaches it', 'great', [0, 0.34, 0.33, 0.33], false, 0.1],
  ['one that is hardly negative too', 'great', [0, 0.33, 0.34, 0.33], false, -0.1],
])('polarity, %s', (_, text, p, negated, expected) => {
  expect(polarity(text, p, negated)).toBeCloseTo(expected, 4)
})

test('a denied word is turned where the network goes by the word alone; an expression is taken as it is', () => {
  const blame: Probabilities = [0.2, 0.1, 0.7, 0]

  // muddy has valence 1.2, negated .72: .75 · .72 / √(.72² + 4)
  expect(polarity("isn't muddy", blame, true)).toBeCloseTo(0.254, 3)
  expect(polarity("isn't great", blame, true)).toBeLessThan(-0.3)
  expect(polarity("can't stand", blame, true)).toBeLessThan(-0.3)
})

test('degree words in the opinion count', () => {
  const p: Probabilities = [0, 1, 0, 0]
  expect(polarity('very great', p)).toBeGreaterThan(polarity('great', p))
  expect(polarity('slightly great', p)).toBeLessThan(polarity('great', p))
})

test.each([
  ['the mix is not good', 'good', true],
  ['the mix is not only good', 'good', false],
  ["it doesn't sound good", 'good', true],
  ['not bad, good', 'good', false],
  ['nothing about the whole of the mix is good', 'good', true],
  ['not the mix of the album but good', 'good', false],
  ['without a good tune', 'good', true],
  ['the mix is good', 'good', false],
])('%j: %s negated %s', (text, word, expected) => {
  const { tokens } = tokenize(text)
  const from = tokens.findIndex(token => token.word === word)
  expect(isNegated(tokens, { from, to: from + 1 }, negationOf(tokens, 0, tokens.length))).toBe(expected)
})
