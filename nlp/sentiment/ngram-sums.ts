import { perForm } from '../forms.js'
import type { Token } from '../tokens.js'
import { eachRun, pairBucket, tripleBucket, wordBucket, wordHash } from './ngrams.js'
import { type StepSums, type StepTable, stepBucket } from './steps.js'

/** Over the n-grams of a sentence: Σ of their weights, Σ of the squares of their importance. */
export interface NgramSums extends StepSums {
  readonly sum: number
  readonly squares: number
}

/**
 * @param negated whether the token is within the reach of a negator
 * @returns of tokens from..to
 */
export type SumNgrams = (
  tokens: readonly Token[],
  from: number,
  to: number,
  negated: (at: number) => boolean,
) => NgramSums

/** What was learnt of n-grams. */
export interface NgramTable {
  /** Of each bucket 256 × the weight (-127 to 127) + the importance (0 to 255; 0 for what was never learnt), which are read together. */
  readonly cells: Int16Array
  readonly weightScale: number
  readonly importanceScale: number
}

/** Sums in the tables' own integers. */
interface Sums {
  sum: number
  squares: number
  blame: number
  middling: number
  good: number
  stepSquares: number
}

export function ngramSums({ cells, weightScale, importanceScale }: NgramTable, steps: StepTable): SumNgrams {
  const add = (sums: Sums, bucket: number): void => {
    const cell = cells[bucket]
    const importance = cell & 255
    sums.sum += cell >> 8
    sums.squares += importance * importance
  }
  const addSteps = (sums: Sums, bucket: number): void => {
    const cell = steps.cells[stepBucket(bucket)]
    const importance = cell & 255
    sums.blame += (cell << 16) >> 24
    sums.middling += (cell << 8) >> 24
    sums.good += cell >> 24
    sums.stepSquares += importance * importance
  }
  /** Of a word with its runs of letters, which are two thirds of all n-grams. */
  const sumsOfWord = (word: string, hash: number, negated: boolean): Sums => {
    const sums = nothing()
    const bucket = wordBucket(hash, negated)
    add(sums, bucket)
    addSteps(sums, bucket)
    eachRun(word, bucket => add(sums, bucket))
    return sums
  }
  const wordOf = perForm(({ word }) => {
    const hash = wordHash(word)
    return { hash, plain: sumsOfWord(word, hash, false), negated: sumsOfWord(word, hash, true) }
  })
  return (tokens, from, to, negated) => {
    const total = nothing()
    let before = 0
    let beforeThat = 0
    for (let at = from; at < to; at++) {
      const word = wordOf(tokens[at].form)
      const { hash } = word
      const own = negated(at) ? word.negated : word.plain
      total.sum += own.sum
      total.squares += own.squares
      total.blame += own.blame
      total.middling += own.middling
      total.good += own.good
      total.stepSquares += own.stepSquares
      if (at > from) {
        const pair = pairBucket(before, hash)
        add(total, pair)
        addSteps(total, pair)
      }
      if (at > from + 1) add(total, tripleBucket(beforeThat, before, hash))
      beforeThat = before
      before = hash
    }
    return {
      sum: total.sum * weightScale,
      squares: total.squares * importanceScale * importanceScale,
      steps: [total.blame * steps.weightScale, total.middling * steps.weightScale, total.good * steps.weightScale],
      stepSquares: total.stepSquares * steps.importanceScale * steps.importanceScale,
    }
  }
}

function nothing(): Sums {
  return { sum: 0, squares: 0, blame: 0, middling: 0, good: 0, stepSquares: 0 }
}

/** The cells of a table from its two columns. */
export function cellsOf(weights: Int8Array, importance: Uint8Array): Int16Array {
  const cells = new Int16Array(weights.length)
  for (let bucket = 0; bucket < cells.length; bucket++) cells[bucket] = weights[bucket] * 256 + importance[bucket]
  return cells
}
