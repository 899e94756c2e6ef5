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
    // Of a long text l − 0.1 and −l − 1: NEUTRAL between −1 and 0.1.
    classes: { positive: [-0.1, 1], negative: [-1, -1] },
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
    ['a remark, −0.3: under −0.2', 10, -0.3, 'NEGATIVE'],
    ['half-way: −l − 0.6', 20, -0.55, 'NEUTRAL'],
    ['half-way, beyond', 20, -0.65, 'NEGATIVE'],
    ['long: within −1 to 0.1', 30, -0.95, 'NEUTRAL'],
    ['long, beyond', 30, -1.05, 'NEGATIVE'],
    ['long, above 0.1', 30, 0.15, 'POSITIVE'],
  ])('%s', (_, tokens, logit, label) => {
    expect(scored(text(tokens), layer([logit])).label).toBe(label)
  })

  test('praise is never told of a score below 0', () => {
    const likesAll = { ...layer([-0.3]), classes: { positive: [9], negative: [-9] } }
    expect(scored(text(40), likesAll).label).toBe('NEUTRAL')
  })

  test('a step of the stars makes a long text neutral', () => {
    const middling = { ...layer([0.5]), classes: { positive: [1, 0, 0, 2], negative: [-9] } }
    const features = text(40)
    expect(scored(features, middling).label).toBe('POSITIVE')
    features[FEATURES.indexOf('middling or praise')] = -1
    expect(scored(features, middling).label).toBe('NEUTRAL')
  })

  test('no evidence', () => {
    expect(scored(new Float64Array(FEATURES.length), layer([1]))).toEqual({ score: 0, label: 'NEUTRAL', confidence: 0 })
  })
})
