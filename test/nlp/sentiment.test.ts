import { describe, expect, test } from '@jest/globals'
import { analyze } from '../../nlp/analyze.js'

const score = (text: string): number => analyze(text).sentiment.score

test.each([
  'Great',
  'Masterpiece!',
  'Banger 🔥',
  ':)',
  '❤️❤️❤️',
  'LOVE THIS SONG',
  'I love every second of it.',
  'Not bad at all.',
  'It grows on you.',
  'This never gets old.',
  'The chorus soars.',
  "I can't get enough of this record.",
  'Sooooo good',
  'Worth every penny.',
  'I did not like it at first, but now I love it.',
  'You will not be disappointed.',
  'Not only catchy but clever.',
  'A lush, haunting and soulful album.',
])('positive: %s', text => {
  expect(analyze(text).sentiment.label).toBe('POSITIVE')
})

test.each([
  'Awful',
  'Meh.',
  'Boring!',
  ':(',
  '💩',
  'I HATE THIS',
  'not good',
  'This is not a good album.',
  'Never impressive, hardly catchy.',
  'The whole thing falls apart.',
  'Pure filler, a waste of money.',
  "I can't stand it.",
  'It sounds overproduced and lifeless.',
  'Great cover art, but the songs are boring and the mix is terrible.',
  'Way too loud.',
  'I wanted to like it, but it put me to sleep.',
  'Without charm, without soul, without a good melody.',
])('negative: %s', text => {
  expect(analyze(text).sentiment.label).toBe('NEGATIVE')
})

test.each(['', '   \n\t ', 'I bought this on Tuesday.', 'The record has nine tracks.', '...', '12345'])(
  'no evidence: %j',
  text => {
    expect(analyze(text).sentiment).toEqual({ score: 0, label: 'NEUTRAL', confidence: 0 })
  },
)

test.each([
  ['a degree adds', 'It is very good.', 'It is good.'],
  ['a diminisher takes away', 'It is good.', 'It is slightly good.'],
  ['an exclamation mark adds', 'It is good!', 'It is good.'],
  ['capitals add', 'It is GOOD, they say.', 'It is good, they say.'],
  ['more evidence says more', 'Lush and catchy.', 'Catchy.'],
  ['a question says less', 'It is good.', 'Is it good?'],
  ['a condition says less', 'You want it, it is good.', 'If you want it, it is good.'],
  ['what follows "but" weighs more', 'Boring, but catchy.', 'Catchy, but boring.'],
  ['the last sentence weighs more', 'A dull start. A great end.', 'A great start. A dull end.'],
  ['"not great" is milder than "terrible"', 'It is not great.', 'It is terrible.'],
])('%s: %j > %j', (_, more, less) => {
  expect(score(more)).toBeGreaterThan(score(less))
})

describe('by hand', () => {
  test('one word of valence 3: x = 3, m = 3, score 3/√(9 + 16 + 6), confidence 3/7', () => {
    expect(analyze('Great').sentiment).toEqual({ score: 0.5388, label: 'POSITIVE', confidence: 0.4286 })
  })

  test('negated: valence 3 × -0.6 = -1.8, score -1.8/√(3.24 + 16 + 3.6), confidence 1.8/5.8', () => {
    expect(analyze('not great').sentiment).toEqual({ score: -0.3766, label: 'NEGATIVE', confidence: 0.3103 })
  })
})
