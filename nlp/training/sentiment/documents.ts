import type { Opinion } from '../../analysis.js'
import { legible } from '../../legible.js'
import { negationOf } from '../../negation.js'
import type { NgramSums } from '../../sentiment/ngram-sums.js'
import { eachNgram } from '../../sentiment/ngrams.js'
import { readSentences, SENTENCE_WEIGHTS, type SentenceReading, type SentenceWeights } from '../../sentiment/reading.js'
import { STEPS, stepBucket } from '../../sentiment/steps.js'
import { tokenize } from '../../tokens.js'
import type { NgramModel } from './ngram-weights.js'
import type { StepModel } from './step-weights.js'

/** A text as a linear model sees it. */
export interface Bags {
  readonly readings: readonly SentenceReading[]
  /** Of each sentence; the highest bit marks runs of letters. */
  readonly buckets: readonly Uint32Array[]
}

/** A text, read but for the weights of its n-grams. */
export interface Document extends Bags {
  /** Of each sentence: its words and pairs, for the steps of the stars. */
  readonly stepBuckets: readonly Uint32Array[]
}

export const LETTERS_BIT = 0x8000_0000

export function documentOf(
  text: string,
  opinions: readonly Opinion[],
  weights: SentenceWeights = SENTENCE_WEIGHTS,
): Document {
  const { tokens, sentences } = tokenize(legible(text))
  const readings = readSentences(tokens, sentences, opinions, withoutNgrams, weights)
  const buckets: Uint32Array[] = []
  const stepBuckets: Uint32Array[] = []
  for (const { from, to } of sentences) {
    const entries: number[] = []
    const short: number[] = []
    eachNgram(tokens, from, to, negationOf(tokens, from, to), (bucket, kind) => {
      entries.push(kind === 'letters' ? (bucket | LETTERS_BIT) >>> 0 : bucket)
      if (kind === 'word' || kind === 'pair') short.push(stepBucket(bucket))
    })
    buckets.push(Uint32Array.from(entries))
    stepBuckets.push(Uint32Array.from(short))
  }
  return { readings, buckets, stepBuckets }
}

function withoutNgrams(): NgramSums {
  return { sum: 0, squares: 0, steps: [0, 0, 0], stepSquares: 0 }
}

/** The readings with the sums of the weights of their n-grams. */
export function weighed(
  { readings, buckets, stepBuckets }: Document,
  { weights, importance }: NgramModel,
  steps: StepModel,
): SentenceReading[] {
  return readings.map((reading, index) => {
    let sum = 0
    let squares = 0
    for (const entry of buckets[index]) {
      const bucket = entry & ~LETTERS_BIT
      sum += weights[bucket]
      squares += importance[bucket] * importance[bucket]
    }
    const sums: [number, number, number] = [0, 0, 0]
    let stepSquares = 0
    for (const bucket of stepBuckets[index]) {
      for (let step = 0; step < STEPS.length; step++) sums[step] += steps.weights[step][bucket]
      stepSquares += steps.importance[bucket] * steps.importance[bucket]
    }
    return { ...reading, ngrams: { sum, squares, steps: sums, stepSquares } }
  })
}
