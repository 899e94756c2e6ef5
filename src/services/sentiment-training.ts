import { analyzerVersion, evidenceOf } from '../../nlp/analyze.js'
import { fitClasses } from '../../nlp/sentiment/classes.js'
import { FEATURES } from '../../nlp/sentiment/features.js'
import { fitLogistic, type Row } from '../../nlp/sentiment/logistic.js'
import { type LastLayer, logitOf, scored } from '../../nlp/sentiment/score.js'
import { shippedLayer } from '../../nlp/sentiment/weights.js'
import type { SentimentLayer } from '../domain/model.js'
import type { SentimentLabel } from '../domain/review.js'
import { auc } from '../evaluation/metrics/auc.js'
import { macroF1 } from '../evaluation/metrics/macro-f1.js'
import { type Random, randomInteger, seededRandom, shuffle } from '../recommender/random.js'

/** With fewer, a fifth of them tells nothing about which layer is better. */
export const LEAST_RATED = 2_000
/** Of praise, of blame and of the middle: a store of praise alone does not tell what blame is. */
const LEAST_OF_EACH = 50
/** As few weights as there are features learn nothing more from more, and reading takes time. */
const MOST_RATED = 10_000
/** One in so many is held out. */
const HELD_OUT_OF = 5
/** How strongly weights stay with those that ship. */
const RIDGE = 1
const RULE = FEATURES.indexOf('lexicon by rule')
const SEVERAL = FEATURES.indexOf('several sentences')

/** A review's text and its stars, 0.5 to 5. */
export interface RatedText {
  readonly text: string
  readonly rating: number
}

/** A uniform sample of rated texts, at most `most`, from a stream of any length. @see Vitter, ACM TOMS 11(1), 1985: algorithm R */
export class RatedSample {
  readonly texts: RatedText[] = []
  private seen = 0
  private readonly random: Random

  constructor(
    seed: number,
    private readonly most = MOST_RATED,
  ) {
    this.random = seededRandom(seed)
  }

  add({ text, rating }: { readonly text: string; readonly rating: number | null }): void {
    if (rating === null) return
    this.seen++
    const at = this.texts.length < this.most ? this.texts.length : randomInteger(this.random, this.seen)
    if (at < this.most) this.texts[at] = { text, rating }
  }
}

export interface TrainedSentiment {
  /** Null: the layer that ships stays. */
  readonly layer: SentimentLayer | null
  /** What became of it; null without rated reviews. */
  readonly note: string | null
}

/**
 * Refits the last layer of the sentiment model on a store's own rated reviews. A fifth of them, drawn by the seed, is held
 * out: only where neither AUC nor macro-F1 is worse there than with the layer that ships, and one is better, is it kept.
 */
export function trainSentiment(texts: readonly RatedText[], seed: number): TrainedSentiment {
  if (texts.length === 0) return { layer: null, note: null }
  if (texts.length < LEAST_RATED)
    return stays(`there are ${texts.length} of ${LEAST_RATED} rated reviews that it takes`)
  const reviews = texts.map(({ text, rating }) => ({ features: evidenceOf(text), rating, gold: labelOf(rating) }))
  const order = shuffle(seededRandom(seed), Uint32Array.from(reviews.keys()))
  const held = [...order.subarray(0, Math.floor(reviews.length / HELD_OUT_OF))].map(at => reviews[at])
  const train = [...order.subarray(held.length)].map(at => reviews[at])
  for (const label of ['POSITIVE', 'NEGATIVE'] as const) {
    const fewest = Math.min(countOf(train, label), countOf(held, label) * (HELD_OUT_OF - 1))
    if (fewest < LEAST_OF_EACH) {
      return stays(`too few of the rated reviews are ${label === 'POSITIVE' ? 'praise' : 'blame'} to learn it from`)
    }
  }
  const layer = refitted(train)
  const own = qualityOf(held, layer)
  const shipped = qualityOf(held, shippedLayer)
  const figures = `on ${held.length} held-out reviews, AUC ${own.auc.toFixed(4)} against ${shipped.auc.toFixed(4)} as shipped, macro-F1 ${own.macroF1.toFixed(4)} against ${shipped.macroF1.toFixed(4)}`
  const isWorse = own.auc < shipped.auc || own.macroF1 < shipped.macroF1
  const isBetter = own.auc > shipped.auc || own.macroF1 > shipped.macroF1
  if (isWorse || !isBetter) return stays(`a layer of its own is no better: ${figures}`)
  return {
    layer: { readerVersion: analyzerVersion, ...layer },
    note: `the sentiment of reviews is fitted to ${train.length} rated ones of this store: ${figures}`,
  }
}

function stays(why: string): TrainedSentiment {
  return { layer: null, note: `the sentiment of reviews is read as shipped: ${why}` }
}

interface RatedReview {
  readonly features: Float64Array
  readonly rating: number
  readonly gold: SentimentLabel
}

function refitted(reviews: readonly RatedReview[]): LastLayer {
  const weights = fitLogistic(rowsOf(reviews), {
    ridge: RIDGE,
    around: shippedLayer.weights,
    fixed: { at: RULE, value: shippedLayer.weights[RULE] },
  })
  // Where hardly anybody gives the middle of the stars, what is middling stays as shipped.
  if (countOf(reviews, 'NEUTRAL') < LEAST_OF_EACH) return { weights: [...weights], classes: shippedLayer.classes }
  const { shift, classes } = fitClasses(
    reviews.map(({ features, gold }) => ({ features, gold, logit: logitOf(features, { weights: [...weights] }) })),
    macroF1,
  )
  weights[SEVERAL] += shift
  return { weights: [...weights], classes }
}

/** Praise and blame count alike; a review liked by t is t of a positive and 1 − t of a negative example. */
function rowsOf(reviews: readonly RatedReview[]): Row[] {
  const liked = reviews.map(({ rating }) => likingOf(rating))
  const praise = liked.reduce((sum, t) => sum + t, 0)
  const blame = reviews.length - praise
  return reviews.map(({ features }, i) => ({
    features,
    positive: (liked[i] * reviews.length) / 2 / praise,
    negative: ((1 - liked[i]) * reviews.length) / 2 / blame,
  }))
}

/** How much is liked at whole stars, in [0, 1]: four are a little less than five, two hardly more than one. */
const LIKING = [0, 0, 0.1, 0.4, 0.85, 1] as const

/** Between whole stars in proportion. */
export function likingOf(rating: number): number {
  const below = Math.min(LIKING.length - 2, Math.max(0, Math.floor(rating)))
  return LIKING[below] + (LIKING[below + 1] - LIKING[below]) * (rating - below)
}

/** As the protocol of sentiment has it: from four stars on praise, below three blame. */
function labelOf(rating: number): SentimentLabel {
  return rating >= 4 ? 'POSITIVE' : rating >= 3 ? 'NEUTRAL' : 'NEGATIVE'
}

function countOf(reviews: readonly RatedReview[], label: SentimentLabel): number {
  return reviews.filter(({ gold }) => gold === label).length
}

function qualityOf(reviews: readonly RatedReview[], layer: LastLayer): { auc: number; macroF1: number } {
  const read = reviews.map(({ features }) => scored(features, layer))
  const told = [...reviews.keys()].filter(at => reviews[at].gold !== 'NEUTRAL')
  return {
    auc: auc(
      Float64Array.from(told, at => read[at].score),
      told.map(at => reviews[at].gold === 'POSITIVE'),
    ),
    macroF1: macroF1(
      reviews.map(({ gold }) => gold),
      read.map(({ label }) => label),
    ),
  }
}
