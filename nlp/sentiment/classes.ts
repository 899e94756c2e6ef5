import type { SentimentLabel } from '../analysis.js'
import { FEATURES } from './features.js'
import { fitLogistic } from './logistic.js'
import { classInput, classOf, type LastLayer } from './score.js'

/** The classes that have weights. */
const WEIGHED = ['POSITIVE', 'NEGATIVE'] as const
const SEVERAL = FEATURES.indexOf('several sentences')
/** How strongly weights are drawn toward 0. */
const RIDGE = 1
/** Tried: what is added to the logits of both. */
const OFFSETS = Array.from({ length: 21 }, (_, i) => (i - 10) / 5)
/** Tried: what is added to the logit of a text of many sentences. */
const SHIFTS = Array.from({ length: 9 }, (_, i) => i / 4)

/** A review whose label is known. */
export interface JudgedReview {
  readonly gold: SentimentLabel
  readonly features: Float64Array
  readonly logit: number
}

type Quality = (gold: readonly SentimentLabel[], labels: readonly SentimentLabel[]) => number

/**
 * The classes of long texts: logistic regressions of POSITIVE and of NEGATIVE against NEUTRAL, then the offsets of a grid whose
 * labels, and those of its neighbours, are best in the mean: the best point alone is often a chance peak. And what is added to
 * the logit of a text of many sentences, chosen alike: long reviews by people who like a record hold much blame.
 * @param quality of labels beside the true ones; higher is better
 * @see Begg & Gray, Biometrika 71(1), 1984: individualized regressions for polychotomous responses
 */
export function fitClasses(
  reviews: readonly JudgedReview[],
  quality: Quality,
): { shift: number; classes: LastLayer['classes'] } {
  const offsets = offsetsOf(reviews, quality)
  const gold = reviews.map(review => review.gold)
  const tried = SHIFTS.map(shift => {
    const shifted = reviews.map(each => ({ ...each, logit: each.logit + shift * each.features[SEVERAL] }))
    const [positive, negative] = WEIGHED.map((label, i) => {
      const weights = against(shifted, label)
      weights[0] += offsets[i]
      return [...weights].map(weight => Number(weight.toFixed(4)))
    })
    const classes = { positive, negative }
    const labels = shifted.map(({ features, logit }) => classOf(features, logit, { classes }))
    return { shift, classes, quality: quality(gold, labels) }
  })
  const smooth = tried.map((_, i) => meanOf(near(tried, i).map(each => each.quality)))
  return tried[smooth.indexOf(Math.max(...smooth))]
}

/** What is added to the logits of POSITIVE and of NEGATIVE. */
function offsetsOf(reviews: readonly JudgedReview[], quality: Quality): [number, number] {
  const weights = WEIGHED.map(label => against(reviews, label))
  const logits = reviews.map(({ features, logit }) => logitsOf(classInput(features, logit), weights))
  const gold = reviews.map(review => review.gold)
  const reached = OFFSETS.map(a =>
    OFFSETS.map(b =>
      quality(
        gold,
        logits.map(([positive, negative]) => likeliest(positive + a, negative + b)),
      ),
    ),
  )
  let best = Number.NEGATIVE_INFINITY
  let offsets: [number, number] = [0, 0]
  for (const [i, a] of OFFSETS.entries()) {
    for (const [j, b] of OFFSETS.entries()) {
      const mean = meanOf(near(reached, i).flatMap(line => near(line, j)))
      if (mean > best) {
        best = mean
        offsets = [a, b]
      }
    }
  }
  return offsets
}

/** Weights of a class against NEUTRAL, both counting alike. */
function against(reviews: readonly JudgedReview[], label: SentimentLabel): Float64Array {
  const rows = reviews.filter(({ gold }) => gold === label || gold === 'NEUTRAL')
  const own = rows.filter(({ gold }) => gold === label).length
  return fitLogistic(
    rows.map(({ gold, features, logit }) => ({
      features: classInput(features, logit),
      positive: gold === label ? rows.length / 2 / own : 0,
      negative: gold === label ? 0 : rows.length / 2 / (rows.length - own),
    })),
    { ridge: RIDGE },
  )
}

function logitsOf(input: Float64Array, weights: readonly ArrayLike<number>[]): [number, number] {
  const [positive, negative] = weights.map(each => input.reduce((sum, value, i) => sum + value * each[i], 0))
  return [positive, negative]
}

/** NEUTRAL has the logit 0. */
function likeliest(positive: number, negative: number): SentimentLabel {
  if (positive < 0 && negative < 0) return 'NEUTRAL'
  return positive >= negative ? 'POSITIVE' : 'NEGATIVE'
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** An element and those beside it. */
function near<T>(list: readonly T[], at: number): T[] {
  return list.slice(Math.max(0, at - 1), at + 2)
}
