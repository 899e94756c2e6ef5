import type { Opinion } from '../../analysis.js'
import { legible } from '../../legible.js'
import { negationOf } from '../../negation.js'
import type { NgramSums } from '../../sentiment/ngram-sums.js'
import { eachNgram } from '../../sentiment/ngrams.js'
import { readSentences, SENTENCE_WEIGHTS, type SentenceReading, type SentenceWeights } from '../../sentiment/reading.js'
import { tokenize } from '../../tokens.js'
import type { NgramModel } from './ngram-weights.js'

/** A text, read but for the weights of its n-grams. */
export interface Document {
  readonly readings: readonly SentenceReading[]
  /** Of each sentence; the highest bit marks runs of letters. */
  readonly buckets: readonly Uint32Array[]
}

export const LETTERS_BIT = 0x8000_0000

export function documentOf(
  text: string,
  opinions: readonly Opinion[],
  weights: SentenceWeights = SENTENCE_WEIGHTS,
): Document {
  const { tokens, sentences } = tokenize(legible(text))
  const readings = readSentences(tokens, sentences, opinions, withoutNgrams, weights)
  const buckets = sentences.map(({ from, to }) => {
    const entries: number[] = []
    eachNgram(tokens, from, to, negationOf(tokens, from, to), (bucket, letters) =>
      entries.push(letters ? (bucket | LETTERS_BIT) >>> 0 : bucket),
    )
    return Uint32Array.from(entries)
  })
  return { readings, buckets }
}

function withoutNgrams(): NgramSums {
  return { ngramSum: 0, ngramSquares: 0 }
}

/** The readings with the sums of the weights of their n-grams. */
export function weighed({ readings, buckets }: Document, { weights, importance }: NgramModel): SentenceReading[] {
  return readings.map((reading, index) => {
    let ngramSum = 0
    let ngramSquares = 0
    for (const entry of buckets[index]) {
      const bucket = entry & ~LETTERS_BIT
      ngramSum += weights[bucket]
      ngramSquares += importance[bucket] * importance[bucket]
    }
    return { ...reading, ngramSum, ngramSquares }
  })
}
