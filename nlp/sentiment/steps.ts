/** Steps of the scale of stars. Each has a model of its own, learnt from reviews only, in which more is more stars. */
export const STEPS = ['blame or praise', 'middling or praise', 'good or best'] as const

/** Words and pairs of a review, hashed as all n-grams are, fall into fewer buckets; a power of 2. */
export const STEP_BUCKETS = 1 << 18
const MASK = STEP_BUCKETS - 1
/** Bytes of a bucket in the file: its importance (0 to 255; 0 for what was never learnt), then the weight of each step (-127 to 127). */
export const STEP_BYTES = 1 + STEPS.length

/** What was learnt of words and pairs. */
export interface StepTable {
  /** Of each bucket its four bytes, the importance lowest. */
  readonly cells: Int32Array
  readonly weightScale: number
  readonly importanceScale: number
}

/** Over the words and pairs of a sentence: Σ of their weights for each step, Σ of the squares of their importance. */
export interface StepSums {
  readonly steps: readonly [number, number, number]
  readonly stepSquares: number
}

export function stepBucket(bucket: number): number {
  return bucket & MASK
}
