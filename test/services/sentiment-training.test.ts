import { expect, test } from '@jest/globals'
import { analyze, analyzerVersion, analyzerWith } from '../../nlp/analyze.js'
import { shippedLayer } from '../../nlp/sentiment/weights.js'
import { randomInteger, seededRandom } from '../../src/recommender/random.js'
import {
  LEAST_RATED,
  likingOf,
  RatedSample,
  type RatedText,
  trainSentiment,
} from '../../src/services/sentiment-training.js'

const PRAISE = ['The drums are great.', 'I love the chorus.', 'The lyrics are beautiful.', 'A wonderful voice.']
const BLAME = ['The drums are awful.', 'I hate the chorus.', 'The lyrics are terrible.', 'A boring voice.']

/** Reviews whose last sentence alone says how the song is liked: more than the layer that ships believes. */
function lastWord(count: number): RatedText[] {
  const random = seededRandom(7)
  const pick = (from: readonly string[]) => from[randomInteger(random, from.length)]
  return Array.from({ length: count }, () => {
    const liked = random() < 0.5
    const others = Array.from({ length: 5 }, () => pick(random() < 0.5 ? PRAISE : BLAME))
    return { text: [...others, pick(liked ? PRAISE : BLAME)].join(' '), rating: liked ? 5 : 1 }
  })
}

test('where only the last sentence tells, the layer learns it, from reviews that were not held out', () => {
  const texts = lastWord(LEAST_RATED)
  const { layer, note } = trainSentiment(texts, 1)
  expect(note).toMatch(
    /^the sentiment of reviews is fitted to 1600 rated ones of this store: on 400 held-out reviews, AUC (1\.0000|0\.9\d+) against 0\.\d+ as shipped/,
  )
  expect(layer?.readerVersion).toBe(analyzerVersion)
  if (layer === null) return
  // Nobody gave three stars.
  expect(layer.classes).toEqual(shippedLayer.classes)
  const own = analyzerWith({ layer })
  const right = (read: typeof analyze) =>
    lastWord(LEAST_RATED + 200)
      .slice(LEAST_RATED)
      .filter(({ text, rating }) => read(text).sentiment.score > 0 === rating > 3).length
  expect(right(own)).toBeGreaterThan(right(analyze) + 20)
  // The layer alone is other: what is said of what stays, and the version tells the two readings apart.
  expect(own(texts[0].text).opinions).toEqual(analyze(texts[0].text).opinions)
  expect(own('').analyzerVersion).toMatch(new RegExp(`^${analyzerVersion}\\+[0-9a-f]{8}$`))
  expect(trainSentiment(texts, 1)).toEqual({ layer, note })
})

test('where what ships is right already, it stays, and the note says so', () => {
  const rated = lastWord(LEAST_RATED).map(({ text }) => {
    const { label } = analyze(text).sentiment
    return { text, rating: label === 'POSITIVE' ? 5 : label === 'NEUTRAL' ? 3 : 1 }
  })
  const { layer, note } = trainSentiment(rated, 1)
  expect(layer).toBeNull()
  expect(note).toContain('read as shipped: a layer of its own is no better: on 400 held-out reviews')
})

test.each([
  ['no rated review', 0, null],
  ['too few', LEAST_RATED - 1, 'read as shipped: there are 1999 of 2000 rated reviews that it takes'],
])('%s: the layer that ships stays', (_, count, note) => {
  const trained = trainSentiment(lastWord(count), 1)
  expect(trained.layer).toBeNull()
  if (note === null) expect(trained.note).toBeNull()
  else expect(trained.note).toContain(note)
})

test('praise alone does not teach what blame is', () => {
  const texts = lastWord(LEAST_RATED).map(({ text }) => ({ text, rating: 4.5 }))
  expect(trainSentiment(texts, 1)).toEqual({
    layer: null,
    note: 'the sentiment of reviews is read as shipped: too few of the rated reviews are blame to learn it from',
  })
})

test('how much is liked at half stars lies between the whole ones', () => {
  expect([0.5, 1, 1.5, 3.5, 4.5, 5].map(likingOf).map(t => Number(t.toFixed(3)))).toEqual([0, 0, 0.05, 0.625, 0.925, 1])
})

test('a sample of rated reviews is of all of them alike, and passes over those without stars', () => {
  const sample = new RatedSample(1, 100)
  for (let i = 0; i < 10_000; i++) sample.add({ text: String(i), rating: i % 2 === 0 ? null : 3 })
  const numbers = sample.texts.map(({ text }) => Number(text))
  expect(new Set(numbers).size).toBe(100)
  expect(numbers.every(number => number % 2 === 1)).toBe(true)
  // Of 100 uniform numbers below 10,000 the mean is 5,000 ± 289.
  expect(Math.abs(numbers.reduce((a, b) => a + b, 0) / 100 - 5_000)).toBeLessThan(3 * 289)
})
