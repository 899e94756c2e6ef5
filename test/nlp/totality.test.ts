import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { ReviewAnalysis, Span } from '../../nlp/analysis.js'
import { analyze } from '../../nlp/analyze.js'
import { legible } from '../../nlp/legible.js'
import { tokenize } from '../../nlp/tokens.js'

const PIECES = [
  'the vocals are gorgeous',
  'but the mix is muddy',
  "don't",
  'it’s great',
  '&quot;',
  '<br />',
  '\u00a0',
  '\u200b',
  '\ud800',
  '\udc00',
  '👩‍🎤',
  '❤️',
  '\r\n',
  '!!!!!!!',
  '....',
  '-----',
  'a.b.c',
  'é́',
  'שיר',
  'http://a.example/x?y=1',
  '@me #tag',
  ':-)',
  'İ',
  'ﬃ',
]

/** Any string, and strings of pieces that tokenizers are known to stumble over. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map(units => String.fromCharCode(...units)),
  fc
    .array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom('', ' ', '. ', '\n')), { maxLength: 40 })
    .map(pairs => pairs.flat().join('')),
)

const ZERO_WIDTH = /\u00ad|[\u200b-\u200f]|[\u2060-\u206f]|[\ufe00-\ufe0f]|\ufeff/g

function spansOf({ opinions }: ReviewAnalysis): Span[] {
  return opinions.flatMap(({ aspect, opinion, sentence }) => [aspect, opinion, sentence])
}

function expectSound(text: string, analysis: ReviewAnalysis): void {
  for (const { text: spanText, start, end } of spansOf(analysis)) {
    expect(start).toBeLessThan(end)
    expect(text.slice(start, end)).toBe(spanText)
  }
  const { score, confidence } = analysis.sentiment
  expect(Math.abs(score)).toBeLessThanOrEqual(1)
  expect(confidence).toBeGreaterThanOrEqual(0)
  expect(confidence).toBeLessThanOrEqual(1)
  for (const { aspect, opinion, sentence, ...said } of analysis.opinions) {
    expect(Math.abs(said.polarity)).toBeLessThanOrEqual(1)
    expect(said.confidence).toBeGreaterThanOrEqual(0)
    expect(said.confidence).toBeLessThanOrEqual(1)
    for (const { start, end } of [aspect, opinion]) {
      expect(start).toBeGreaterThanOrEqual(sentence.start)
      expect(end).toBeLessThanOrEqual(sentence.end)
    }
  }
}

test('any string is read: spans lie in the text and in their sentence, numbers in their ranges', () => {
  fc.assert(
    fc.property(anyText, text => expectSound(text, analyze(text))),
    { numRuns: 500 },
  )
})

test('the same text gives the same answer, whatever was read in between', () => {
  fc.assert(
    fc.property(anyText, anyText, (text, other) => {
      const first = analyze(text)
      analyze(other)
      expect(analyze(text)).toEqual(first)
    }),
    { numRuns: 100 },
  )
})

test('tokens are in order, apart, and at their place', () => {
  fc.assert(
    fc.property(anyText, text => {
      const readable = legible(text)
      expect(readable).toHaveLength(text.length)
      let last = 0
      for (const { word, start, end, form } of tokenize(readable).tokens) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(start).toBeLessThan(end)
        if (form.kind === 'word') expect(readable.slice(start, end).replace(ZERO_WIDTH, '').toLowerCase()).toBe(word)
        last = end
      }
    }),
    { numRuns: 300 },
  )
})

test('a plain sentence loses no word', () => {
  const text = 'I don’t hate it;\u00a0the 2nd half (live!) is well-played &amp; loud.'
  const { tokens } = tokenize(legible(text))
  expect(tokens.map(token => text.slice(token.start, token.end)).join('')).toBe(
    'Idon’thateit;the2ndhalf(live!)iswell-played&loud.',
  )
})

const REPEATED = [
  ['one letter', 'a'],
  ['words', 'great vocals '],
  ['exclamation marks', '!'],
  ['dots and letters', '.a'],
  ['contractions', "it's"],
  ['apostrophes', "'"],
  ['hyphens', 'a-'],
  ['stars', 'a*'],
  ['brackets and quotes', '(")'],
  ['emoji', '🎸'],
  ['joined emoji', '👩\u200d'],
  ['faces', ':-'],
  ['zero-width characters', 'a\u200b'],
  ['only zero-width characters', '\u200b'],
  ['lone surrogates', '\ud800'],
  ['open tags', '<a'],
  ['tags', '<a b>'],
  ['ampersands', '&amp;'],
  ['links', 'http://a'],
  ['blanks', ' '],
  ['line ends', '\r\n'],
  ['full stops', 'a. '],
  ['conjunctions', 'and '],
  ['right to left', 'שיר '],
] as const

// Read in a blink; what is quadratic in them does not end before Jest ends the test.
test.each(REPEATED)('20,000 characters of %s are read', (_, piece) => {
  const text = piece.repeat(Math.ceil(20_000 / piece.length))
  expectSound(text.slice(0, 20), analyze(text.slice(0, 20)))
  expect(analyze(text).analyzerVersion).not.toBe('')
})

/** Characters that the tokenizer looks at, one by one or in a slice. */
function charactersRead(text: string): number {
  let read = 0
  const { charCodeAt, slice } = String.prototype
  String.prototype.charCodeAt = function (at) {
    read++
    return charCodeAt.call(this, at)
  }
  String.prototype.slice = function (from, to) {
    const part = slice.call(this, from, to)
    read += part.length
    return part
  }
  try {
    tokenize(text)
  } finally {
    Object.assign(String.prototype, { charCodeAt, slice })
  }
  return read
}

test.each(REPEATED)('the tokenizer reads each character of %s a bounded number of times', (_, piece) => {
  const text = piece.repeat(5_000 / piece.length)
  const once = charactersRead(text)
  expect(once).toBeLessThan(40 * text.length)
  expect(charactersRead(text.repeat(4))).toBeLessThan(4.1 * once + 200)
})

test.each(['a', 'the vocals are great and ', '!'])('1 MB of %j is read', piece => {
  const text = piece.repeat(Math.ceil(1_000_000 / piece.length))
  expect(analyze(text).analyzerVersion).not.toBe('')
})

test('quotes of what "it" stands for stay short', () => {
  const text = `The melody is great. ${'It is great. '.repeat(1_000)}`
  expect(JSON.stringify(analyze(text)).length).toBeLessThan(100 * text.length)
})

test('a text without full stops gives an answer of bounded size', () => {
  const text = 'the vocals are great and '.repeat(800)
  expect(JSON.stringify(analyze(text)).length).toBeLessThan(100 * text.length)
})
