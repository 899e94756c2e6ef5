import { STEPS } from '../../sentiment/steps.js'
import type { Domain } from './data.js'
import type { Document } from './documents.js'
import { fitNgrams, importanceOf } from './ngram-weights.js'

/** Of each bucket. */
export interface StepModel {
  /** For each of STEPS: weight times importance. */
  readonly weights: readonly Float32Array[]
  readonly importance: Float32Array
}

/** A review and its stars. */
export interface StarredDocument {
  readonly document: Document
  readonly domain: Domain
  readonly rating: number
}

/** Stars that each of STEPS tells apart: the lower and the upper. */
const SIDES: readonly (readonly [readonly number[], readonly number[]])[] = [
  [
    [1, 2],
    [4, 5],
  ],
  [[3], [4, 5]],
  [[3, 4], [5]],
]
const REVIEWS: readonly Domain[] = ['reviews', 'short reviews', 'written reviews']
/** Chosen on reviews of left-out folds. */
const OPTIONS = { epochs: 8, cost: 0.3, letters: 1, fewest: 2 }

/**
 * The steps of the scale of stars, learnt from reviews only: what buyers of music say who give neighbouring numbers of stars.
 * Each is a linear model like that of all n-grams, on words and pairs, its two sides counting alike.
 */
export function fitSteps(texts: readonly StarredDocument[], seed: number): StepModel {
  const reviews = texts
    .filter(({ domain }) => REVIEWS.includes(domain))
    .map(({ document: { readings, stepBuckets }, rating }) => ({
      document: { readings, buckets: stepBuckets },
      rating,
    }))
  const options = { ...OPTIONS, seed }
  const importance = importanceOf(
    reviews.map(({ document }) => document),
    options,
  )
  const weights = STEPS.map((_, step) => {
    const [low, high] = SIDES[step].map(stars => reviews.filter(({ rating }) => stars.includes(rating)))
    const half = (low.length + high.length) / 2
    const examples = [
      ...low.map(({ document }) => ({ document, positive: 0, negative: half / low.length })),
      ...high.map(({ document }) => ({ document, positive: half / high.length, negative: 0 })),
    ]
    return fitNgrams(examples, importance, options).weights
  })
  return { weights, importance }
}
