import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { analyze, analyzerVersion, analyzerWith } from '../../nlp/analyze.js'
import { LexiconError, readLexicon } from '../../nlp/lexicon-file.js'

const shipped = readFileSync(new URL('../../nlp/data/lexicon.json', import.meta.url), 'utf8')
const SECTIONS = 'adjectives verbs experiencers nouns adverbs interjections phrases experiencerPhrases emoji emoticons'
const empty = (): Record<string, unknown> => ({
  ...Object.fromEntries(SECTIONS.split(' ').map(name => [name, {}])),
  intensifiers: {},
  diminishers: {},
  negators: '',
})
const written = (changes: Record<string, unknown>) => JSON.stringify({ ...empty(), ...changes }, null, 1)

test('the lexicon that ships passes its own check, and reads as it does', () => {
  const same = analyzerWith({ lexicon: shipped })
  expect(same('').analyzerVersion).toBe(analyzerVersion)
  const text = "The vocals aren't very good, but I love the muddy drums. 10/10 :)"
  expect(same(text)).toEqual(analyze(text))
})

test.each<[string, string, number, string]>([
  ['a grade that is no number', written({ adjectives: { good: '2' } }), 3, '"good" is no grade of "adjectives"; use a'],
  [
    'a valence out of range',
    written({ nouns: { '4.5': 'gem' } }),
    6,
    '"4.5" is no grade of "nouns"; use a valence from',
  ],
  [
    'a factor out of range',
    written({ diminishers: { 1.1: 'a' } }),
    14,
    '"1.1" is no grade of "diminishers"; use a factor',
  ],
  ['an empty grade', written({ verbs: { ' ': 'soar' } }), 4, '" " is no grade'],
  ['words in a list', written({ verbs: { 2: ['soar'] } }), 4, '["soar"] cannot be words of "verbs"; write them'],
  ['grades in a list', written({ verbs: ['soar'] }), 3, '["soar"] cannot be "verbs"; write {'],
  ['capitals', written({ verbs: { 2: 'Soar' } }), 4, '"Soar" would never be met; write lower case'],
  [
    'a tab',
    written({ verbs: { 2: 'soar\tlift' } }),
    4,
    '"soar\\tlift" would never be met; separate words by one blank',
  ],
  ['a blank beside ";"', written({ phrases: { 2: 'top notch; a gem' } }), 9, '" a gem" would never be met'],
  ['a section too many', written({ adjective: {} }), 15, '"adjective" is no section of a lexicon; use adjectives,'],
  ['negators that are none', written({ negators: ['not'] }), 14, '["not"] cannot be "negators"; write words'],
  ['no object', '[]', 1, '[] is no lexicon; write {'],
  ['nothing', '', 1, 'not JSON (Unexpected end'],
  ['a table', '# word\tvalence\ngood\t2\n', 1, 'not JSON (Unexpected token'],
  ['a comma too many', `{\n"verbs": {},\n"nouns": {},\n}\n`, 4, 'not JSON ('],
  ['an end too early', '{\n"verbs": {\n"2": "soar"', 3, 'not JSON ('],
  ['a grade twice', '{\n"verbs": {"2": "soar",\n"2": "lift"}\n}', 3, '"verbs 2" is there twice; join the two'],
])('refused, with line, value and remedy: %s', (_, text, line, message) => {
  expect(() => readLexicon(text)).toThrow(LexiconError)
  expect(() => readLexicon(text)).toThrow(new RegExp(`^line ${line}: `))
  expect(() => readLexicon(text)).toThrow(message)
})

test('a section that is missing is named', () => {
  const { emoji: _, ...rest } = empty()
  expect(() => readLexicon(JSON.stringify(rest))).toThrow('"emoji" is missing; add "emoji", empty where')
})

test('every part of a lexicon reaches what is read', () => {
  const [praise, denied, degree] = ['The mix is zonky.', 'The mix is nix good.', 'The mix is ultra good.']
  const other = analyzerWith({
    lexicon: written({ adjectives: { 3: 'zonky good' }, intensifiers: { 2: 'ultra' }, negators: 'nix' }),
  })
  const base = analyzerWith({ lexicon: written({ adjectives: { 3: 'good' } }) })
  expect(other(praise).sentiment.score).toBeGreaterThan(base(praise).sentiment.score)
  expect(other(denied).sentiment.score).toBeLessThan(base(denied).sentiment.score)
  expect(other(degree).sentiment.score).toBeGreaterThan(base(degree).sentiment.score)
  const strength = (read: typeof base) => read('The mix is good.').opinions[0]?.polarity
  // (p₊ − p₋) / (1 − p₀) · v / √(v² + 4): the same probabilities, v = 3 and v = 2 for what is not known.
  expect((strength(base) ?? 0) / (strength(analyzerWith({ lexicon: written({}) })) ?? 1)).toBeCloseTo(
    3 / Math.sqrt(13) / (2 / Math.sqrt(8)),
    3,
  )
})
