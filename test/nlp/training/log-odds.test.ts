import { expect, test } from '@jest/globals'
import { ratedWords } from '../../../nlp/training/lexicon/log-odds.js'

const praise = { text: 'Lush song, so lush', praise: true }
const blame = { text: 'dull song', praise: false }

test('log-odds with the prior of 500 texts, a word counted once a text', () => {
  // "lush" is in 1 of 2 texts: its prior is 250 on either side.
  const delta = Math.log((1 + 250) / (501 - 251)) - Math.log(250 / (501 - 250))
  const z = delta / Math.sqrt(1 / 251 + 1 / 250)
  const words = ratedWords([[praise, blame]])
  expect(words.map(({ word }) => word)).toEqual(['lush', 'so', 'dull'])
  expect(words[0]).toEqual({ word: 'lush', z: expect.closeTo(z, 12), texts: 1, bySource: [expect.closeTo(z, 12)] })
  expect(words[2]?.z).toBeCloseTo(-z, 12)
})

test('independent sources add up; one with praise alone tells nothing; a negated word is left out', () => {
  const [one] = ratedWords([[praise, blame]])
  const [two] = ratedWords([[praise, blame], [praise, blame], [praise]])
  expect(two?.z).toBeCloseTo(Math.SQRT2 * (one?.z ?? 0), 12)
  expect(ratedWords([[{ text: "isn't lush", praise: false }, praise]]).find(({ word }) => word === 'lush')?.texts).toBe(
    1,
  )
})
