import { seededRandom, shuffle } from '../../../src/recommender/random.js'
import { BUCKETS } from '../../sentiment/ngrams.js'
import { type Bags, LETTERS_BIT } from './documents.js'

/** A text with a soft target: it counts as a positive and as a negative one, each with its cost. */
export interface Example {
  readonly document: Bags
  /** What it costs to read it wrongly as negative, and as positive; they balance classes and domains. */
  readonly positive: number
  readonly negative: number
}

export interface NgramOptions {
  readonly epochs: number
  /** C of the costs: the greater, the less regularization. */
  readonly cost: number
  /** Runs of letters count this much, words 1. */
  readonly letters: number
  /** Buckets in fewer documents are left at 0. */
  readonly fewest: number
  readonly seed: number
}

/** Of each bucket. */
export interface NgramModel {
  /** Weight times importance: what a sentence adds up. */
  readonly weights: Float32Array
  /** ln((1 + N) / (1 + documents)) + 1 of the N documents; 0 where it is in too few. Times `letters` for runs of letters. */
  readonly importance: Float32Array
}

/** Value of the constant feature. */
const BIAS = 0.3

/**
 * Weights of n-grams by a linear support vector machine with squared hinge loss on TF-IDF, learnt by dual coordinate
 * descent, one text at a time in random order.
 * @see Hsieh, Chang, Lin, Keerthi & Sundararajan, ICML 2008, algorithm 1 (L2-SVM)
 */
export function fitNgrams(
  examples: readonly Example[],
  importance: Float32Array,
  options: Pick<NgramOptions, 'epochs' | 'cost' | 'seed'>,
): NgramModel {
  const scratch = new Float32Array(BUCKETS)
  const rows = examples.map(({ document }) => rowOf(document, importance, scratch))
  const theta = new Float32Array(BUCKETS)
  const random = seededRandom(options.seed)
  const order = Uint32Array.from({ length: 2 * examples.length }, (_, i) => i)
  const alpha = new Float64Array(order.length)
  let bias = 0
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    for (const index of shuffle(random, order)) {
      const example = examples[index >> 1]
      const cost = options.cost * (index % 2 === 0 ? example.positive : example.negative)
      if (cost === 0) continue
      const sign = index % 2 === 0 ? 1 : -1
      const { buckets, values, square } = rows[index >> 1]
      let margin = bias * BIAS
      for (let i = 0; i < buckets.length; i++) margin += theta[buckets[i]] * values[i]
      const diagonal = 1 / (2 * cost)
      const gradient = sign * margin - 1 + diagonal * alpha[index]
      const next = Math.max(0, alpha[index] - gradient / (square + BIAS * BIAS + diagonal))
      const change = (next - alpha[index]) * sign
      if (change === 0) continue
      alpha[index] = next
      bias += change * BIAS
      for (let i = 0; i < buckets.length; i++) theta[buckets[i]] += change * values[i]
    }
  }
  return { weights: theta.map((weight, bucket) => weight * importance[bucket]), importance }
}

/** A text as its distinct buckets, each with Σ ã·importance / norm over its places. */
function rowOf(document: Bags, importance: Float32Array, scratch: Float32Array) {
  const shares = sharesOf(document)
  const seen: number[] = []
  let norm = 0
  document.buckets.forEach((entries, s) => {
    for (const entry of entries) {
      const bucket = entry & ~LETTERS_BIT
      const value = importance[bucket]
      if (value === 0) continue
      norm += value * value
      if (scratch[bucket] === 0) seen.push(bucket)
      scratch[bucket] += shares[s] * value
    }
  })
  const scale = norm === 0 ? 0 : 1 / Math.sqrt(norm)
  const buckets = Uint32Array.from(seen)
  const values = Float32Array.from(seen, bucket => scratch[bucket] * scale)
  for (const bucket of seen) scratch[bucket] = 0
  return { buckets, values, square: values.reduce((sum, value) => sum + value * value, 0) }
}

/** What each sentence counts: ã = a / mean a, the mean over tokens. */
function sharesOf({ readings }: Bags): Float64Array {
  let weight = 0
  let tokens = 0
  for (const reading of readings) {
    weight += reading.weight * reading.tokens
    tokens += reading.tokens
  }
  return Float64Array.from(readings, reading => (reading.weight * tokens) / weight)
}

/** Of each bucket: ln((1 + N) / (1 + documents)) + 1, times `letters` for runs of letters; 0 in fewer than `fewest`. */
export function importanceOf(
  texts: readonly Bags[],
  { letters, fewest }: Pick<NgramOptions, 'letters' | 'fewest'>,
): Float32Array {
  const documents = new Uint32Array(BUCKETS)
  const isRun = new Uint8Array(BUCKETS)
  for (const { buckets } of texts) {
    const own = new Set<number>()
    for (const entries of buckets) for (const entry of entries) own.add(entry)
    for (const entry of own) {
      documents[entry & ~LETTERS_BIT]++
      if (entry >= LETTERS_BIT) isRun[entry & ~LETTERS_BIT] = 1
    }
  }
  return Float32Array.from(documents, (count, bucket) => {
    if (count < fewest) return 0
    return (Math.log((1 + texts.length) / (1 + count)) + 1) * (isRun[bucket] ? letters : 1)
  })
}
