import { describe, expect, test } from '@jest/globals'
import { analyze } from '../../nlp/analyze.js'
import { FEATURES } from '../../nlp/sentiment/features.js'
import { scored } from '../../nlp/sentiment/score.js'

const score = (text: string): number => analyze(text).sentiment.score

test.each([
  'Great',
  'Masterpiece!',
  'Banger 🔥',
  ':)',
  '❤️❤️❤️',
  'LOVE THIS SONG',
  'I love every second of it.',
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

test.each(['', '   \n\t ', '...', '12345'])('no evidence: %j', text => {
  expect(analyze(text).sentiment).toEqual({ score: 0, label: 'NEUTRAL', confidence: 0 })
})

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

test('mild praise by denial is never blame', () => {
  expect(analyze('Not bad at all.').sentiment.label).not.toBe('NEGATIVE')
})

test('without a verdict the score is small and unsure', () => {
  for (const text of ['I bought this on Tuesday.', 'The record has nine tracks.']) {
    const { score, confidence } = analyze(text).sentiment
    expect(Math.abs(score)).toBeLessThan(0.5)
    expect(confidence).toBeLessThan(0.35)
  }
})

test('an essay of 5,000 words is read like its sentences', () => {
  const essay = 'The songs are lush, warm and memorable. '.repeat(700)
  expect(analyze(essay).sentiment.label).toBe('POSITIVE')
  expect(analyze(essay.replaceAll('lush, warm and memorable', 'dull, lifeless and boring')).sentiment.label).toBe(
    'NEGATIVE',
  )
})

describe('by hand', () => {
  const layer = (weights: number[]) => ({
    weights: FEATURES.map((_, i) => weights[i] ?? 0),
    band: { remark: { low: -0.2, high: 0.2 }, long: { low: -1, high: 0 } },
  })
  const text = (tokens: number, ...more: number[]) => {
    const features = new Float64Array(FEATURES.length)
    features.set([1, ...more])
    features[FEATURES.indexOf('length')] = Math.log1p(tokens) / 5
    return features
  }

  test('logit 2 · 0.4 − 0.3 = 0.5, score tanh 0.25', () => {
    expect(scored(text(40, 0.4), layer([-0.3, 2]))).toEqual({ score: 0.2449, label: 'POSITIVE', confidence: 0.2449 })
  })

  test.each([
    ['a remark, −0.3: under −0.2', 10, 'NEGATIVE'],
    ['half-way, −0.3: within −0.6 to 0.1', 20, 'NEUTRAL'],
    ['long, −0.3: within −1 to 0', 30, 'NEUTRAL'],
  ])('%s', (_, tokens, label) => {
    expect(scored(text(tokens), layer([-0.3])).label).toBe(label)
  })

  test('no evidence', () => {
    expect(scored(new Float64Array(FEATURES.length), layer([1]))).toEqual({ score: 0, label: 'NEUTRAL', confidence: 0 })
  })
})
