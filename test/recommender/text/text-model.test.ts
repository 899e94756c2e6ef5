import { describe, expect, test } from '@jest/globals'
import { tokenScorer } from '../../../src/recommender/song-tokens.js'
import { termsOf } from '../../../src/recommender/text/terms.js'
import { fitText, textCosines, textReader } from '../../../src/recommender/text/text-model.js'
import { song, trainingData } from '../training-data.js'

const written = (texts: readonly (readonly [number, string])[], songs = 4) =>
  trainingData({
    users: 1,
    songs: Array.from({ length: songs }, (_, i) => song(`s${i}`)),
    reviews: texts.map(([reviewed, text]) => ({
      user: 0,
      song: reviewed,
      rating: null,
      sentiment: 0,
      opinions: [],
      terms: termsOf(text),
    })),
  })

// Songs 0 and 1 share one word, 1 and 2 another; of 3 nothing is written.
const MODEL = fitText(
  written([
    [0, 'choir'],
    [1, 'choir'],
    [1, 'banjo'],
    [2, 'banjo'],
    [2, 'unheard'],
  ]),
)

describe('the words of songs', () => {
  test('are those of two songs or more, each song’s of length 1', () => {
    expect([...MODEL.tokens].sort()).toEqual([...termsOf('choir'), ...termsOf('banjo')].sort())
    expect(MODEL.rowStart).toEqual(Uint32Array.of(0, 1, 3, 4, 4))
    // Both words are in two of four documents, so that they weigh the same.
    for (const [i, value] of [1, Math.SQRT1_2, Math.SQRT1_2, 1].entries()) expect(MODEL.values[i]).toBeCloseTo(value, 6)
  })

  test('score a song by its cosine with each of the history, weighted by ln(1 + plays)', () => {
    const scores = tokenScorer(MODEL).score({ songs: Uint32Array.of(0, 2), values: Float32Array.of(1, 3) })
    const expected = [Math.log(2), Math.SQRT1_2 * (Math.log(2) + Math.log(4)), Math.log(4), 0]
    for (const [i, value] of expected.entries()) expect(scores[i]).toBeCloseTo(value, 6)
  })

  test('are the weightiest of a song where there are many', () => {
    const words = Array.from({ length: 200 }, (_, i) => `word${i}`)
    const everywhere = words.slice(0, 100).join(' and ')
    const seldom = words.slice(100).join(' and ')
    const { rowStart, tokens } = fitText(
      written([
        [0, `${everywhere} and ${seldom}`],
        [1, `${everywhere} and ${seldom}`],
        [2, everywhere],
        [3, everywhere],
      ]),
    )
    expect(rowStart[1]).toBe(128)
    for (const term of termsOf(words.slice(100).join('. '))) {
      // Words; that pairs of words are other terms is termsOf's matter.
      if (words.slice(100).some(word => termsOf(word)[0] === term)) expect(tokens).toContain(term)
    }
  })

  test('of no review are none', () => {
    const { tokens, columns, rowStart } = fitText(written([]))
    expect([tokens.length, columns.length]).toEqual([0, 0])
    expect(rowStart).toEqual(new Uint32Array(5))
  })
})

test('a further text is read as a song’s own is', () => {
  const { rowStart, columns, values } = textReader(MODEL)([termsOf('banjo choir'), termsOf('nothing known')])
  expect(rowStart).toEqual(Uint32Array.of(0, 2, 2))
  expect(columns).toEqual(MODEL.columns.subarray(1, 3))
  const cosines = textCosines(MODEL, { columns, values }, Uint32Array.of(3, 1, 0))
  for (const [i, value] of [0, 1, Math.SQRT1_2].entries()) expect(cosines[i]).toBeCloseTo(value, 6)
})
