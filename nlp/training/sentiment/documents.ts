import type { Opinion } from '../../analysis.js'
import { legible } from '../../legible.js'
import { readSentences, SENTENCE_WEIGHTS, type SentenceReading, type SentenceWeights } from '../../sentiment/reading.js'
import { tokenize } from '../../tokens.js'

/** A text, read but for the weights of its n-grams. */
export interface Document {
  readonly readings: readonly SentenceReading[]
  /** Of each sentence; the highest bit marks runs of letters. */
  readonly buckets: readonly Uint32Array[]
  /** n-grams of all sentences. */
  readonly ngrams: number
}

export const LETTERS_BIT = 0x8000_0000

export function documentOf(
  text: string,
  opinions: readonly Opinion[],
  weights: SentenceWeights = SENTENCE_WEIGHTS,
): Document {
  const { tokens, sentences } = tokenize(legible(text))
  const all: number[] = []
  const readings = readSentences(tokens, sentences, opinions, collect, weights)
  let at = 0
  const buckets = readings.map(({ ngrams }) => Uint32Array.from(all.slice(at, (at += ngrams))))
  return { readings, buckets, ngrams: all.length }

  function collect(bucket: number, letters: boolean): number {
    all.push(letters ? (bucket | LETTERS_BIT) >>> 0 : bucket)
    return 0
  }
}

/** The readings with the sums of the weights of their n-grams. */
export function weighed({ readings, buckets }: Document, weightOf: (entry: number) => number): SentenceReading[] {
  return readings.map((reading, index) => {
    let ngramSum = 0
    for (const entry of buckets[index]) ngramSum += weightOf(entry)
    return { ...reading, ngramSum }
  })
}
