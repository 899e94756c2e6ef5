import { seededRandom, shuffle } from '../../../src/recommender/random.js'
import { BUCKETS } from '../../sentiment/ngrams.js'
import { type Document, LETTERS_BIT } from './documents.js'

/** An example of logistic regression with a soft target. */
export interface Example {
  readonly document: Document
  /** In [0, 1]. */
  readonly target: number
  /** Weights of its two losses, positive and negative: they balance classes and domains. */
  readonly positive: number
  readonly negative: number
}

export interface NgramOptions {
  readonly epochs: number
  readonly learningRate: number
  /** Of the squared weights, per update of a bucket. */
  readonly regularization: number
  /** Runs of letters count this much, words 1. */
  readonly letters: number
  /** Buckets in fewer documents are left at 0. */
  readonly fewest: number
  readonly seed: number
}

/**
 * Weights of n-grams by logistic regression on whole texts: logit = b + Σ ã·θ / √n, learnt with AdaGrad, one example at a
 * time in random order.
 * @returns a weight for each bucket; those of letters already times `letters`
 * @see Duchi, Hazan & Singer, JMLR 12, 2011
 */
export function fitNgrams(examples: readonly Example[], options: NgramOptions): { words: Float32Array; letters: number } {
  const { epochs, learningRate, regularization, letters, fewest, seed } = options
  const weights = new Float32Array(BUCKETS)
  const squares = new Float32Array(BUCKETS).fill(0.01)
  const seen = documentCounts(examples)
  const random = seededRandom(seed)
  const order = Uint32Array.from(examples.keys())
  let bias = 0
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(random, order)
    for (const index of order) {
      const { document, target, positive, negative } = examples[index]
      if (document.ngrams === 0) continue
      const scale = 1 / Math.sqrt(document.ngrams)
      const shares = sharesOf(document)
      let logit = bias
      document.buckets.forEach((buckets, s) => {
        let sum = 0
        for (const entry of buckets) sum += entry >= LETTERS_BIT ? letters * weights[entry - LETTERS_BIT] : weights[entry]
        logit += shares[s] * scale * sum
      })
      const p = 1 / (1 + Math.exp(-logit))
      const slope = negative * (1 - target) * p - positive * target * (1 - p)
      bias -= 0.01 * slope
      document.buckets.forEach((buckets, s) => {
        const word = slope * shares[s] * scale
        for (const entry of buckets) {
          const bucket = entry >= LETTERS_BIT ? entry - LETTERS_BIT : entry
          if (seen[bucket] < fewest) continue
          const gradient = (entry >= LETTERS_BIT ? letters * word : word) + regularization * weights[bucket]
          squares[bucket] += gradient * gradient
          weights[bucket] -= (learningRate * gradient) / Math.sqrt(squares[bucket])
        }
      })
    }
  }
  return { words: weights, letters }
}

/** What each sentence counts: ã = a / mean a, the mean over tokens. */
function sharesOf({ readings }: Document): Float64Array {
  let weight = 0
  let tokens = 0
  for (const reading of readings) {
    weight += reading.weight * reading.tokens
    tokens += reading.tokens
  }
  return Float64Array.from(readings, reading => (reading.weight * tokens) / weight)
}

function documentCounts(examples: readonly Example[]): Uint8Array {
  const seen = new Uint8Array(BUCKETS)
  for (const { document } of examples) {
    const own = new Set<number>()
    for (const buckets of document.buckets) for (const entry of buckets) own.add(entry & ~LETTERS_BIT)
    for (const bucket of own) if (seen[bucket] < 255) seen[bucket]++
  }
  return seen
}
