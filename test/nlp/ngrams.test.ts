import { expect, test } from '@jest/globals'
import { negationOf } from '../../nlp/negation.js'
import { BUCKETS, eachNgram, wordHash } from '../../nlp/sentiment/ngrams.js'
import { tokenize } from '../../nlp/tokens.js'

function ngrams(text: string): { words: number[]; letters: number[] } {
  const { tokens } = tokenize(text)
  const words: number[] = []
  const letters: number[] = []
  eachNgram(tokens, 0, tokens.length, negationOf(tokens, 0, tokens.length), (bucket, kind) =>
    (kind === 'letters' ? letters : words).push(bucket),
  )
  return { words, letters }
}

test('FNV-1a of "a"', () => {
  expect(wordHash('a') >>> 0).toBe(0xe40c292c)
})

test('three words: 3 words, 2 pairs, 1 triple; of " cat " 3 + 2 + 1 runs of letters', () => {
  expect(ngrams('so it is').words).toHaveLength(6)
  expect(ngrams('cat').letters).toHaveLength(6)
  expect([...ngrams('cat').letters, ...ngrams('so it is').words].every(bucket => bucket >= 0 && bucket < BUCKETS)).toBe(
    true,
  )
})

test('a negated word is another one, up to the next mark', () => {
  const [plain] = ngrams('good').words
  expect(ngrams('not good').words).not.toContain(plain)
  expect(ngrams('not, good').words).toContain(plain)
  expect(ngrams('not only good').words).toContain(plain)
})
