import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { legible } from '../../../nlp/legible.js'
import { tokenize } from '../../../nlp/tokens.js'
import { tripletsOf } from '../../../nlp/triplets/triplets.js'

/**
 * What the trainer's own network (Python, float32) answers with the shipped weights, on sentences of ours. Written by
 * nlp/training/triplets/export.py --reference, of which these keys are kept.
 */
interface Reference {
  readonly text: string
  readonly tokens: readonly string[]
  /** First and last token of the aspect and of the opinion, the class (1 positive, 2 negative, 3 neutral), 1 − p(none). */
  readonly triplets: readonly (readonly [number, number, number, number, 1 | 2 | 3, number])[]
}
const references: Reference[] = JSON.parse(
  readFileSync(new URL('../../fixtures/triplets-reference.json', import.meta.url), 'utf8'),
)

test.each(references)('as the trainer reads: $text', ({ text, tokens: words, triplets }) => {
  const { tokens } = tokenize(legible(text))
  expect(tokens.map(({ start, end }) => text.slice(start, end))).toEqual(words)
  const found = tripletsOf(text, tokens, { from: 0, to: tokens.length })
  const expected = triplets.toSorted((a, b) => a[2] - b[2] || a[0] - b[0])
  expect(found.map(({ aspect, opinion }) => [aspect.from, aspect.to - 1, opinion.from, opinion.to - 1])).toEqual(
    expected.map(triplet => triplet.slice(0, 4)),
  )
  found.forEach(({ probabilities: [none, ...classes] }, i) => {
    const [, , , , polarity = 0, certainty = 0] = expected[i] ?? []
    expect(classes.indexOf(Math.max(...classes)) + 1).toBe(polarity)
    // int16 inputs of the matrices: the trainer's are float32.
    expect(Math.abs(1 - none - certainty)).toBeLessThan(2e-3)
  })
})

test('there are references, and they hold triplets', () => {
  expect(references.length).toBeGreaterThanOrEqual(15)
  expect(references.flatMap(({ triplets }) => triplets).length).toBeGreaterThanOrEqual(15)
})
