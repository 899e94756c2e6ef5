import { OperatorError } from '../../domain/errors.js'
import type { JudgedText } from '../../domain/labelled-text.js'
import type { Sentiment, SentimentLabel } from '../../domain/review.js'
import { accuracy } from '../metrics/accuracy.js'
import { auc } from '../metrics/auc.js'
import { macroF1 } from '../metrics/macro-f1.js'
import { spearman } from '../metrics/spearman.js'
import { weightedF1 } from '../metrics/weighted-f1.js'

/** Makes a class of a reading, as the people who published the data do. */
export type Decision = (sentiment: Sentiment) => SentimentLabel

/** The product's own label: of data with a middle class. */
export const byLabel: Decision = ({ label }) => label

/** Of data without a middle class: the sign of the score; 0 is negative. */
export const bySign: Decision = ({ score }) => (score > 0 ? 'POSITIVE' : 'NEGATIVE')

/** VADER's cut: neutral where |score| < .05. @see Hutto & Gilbert, ICWSM 2014 */
export const byVadersCut: Decision = ({ score }) =>
  score >= 0.05 ? 'POSITIVE' : score <= -0.05 ? 'NEGATIVE' : 'NEUTRAL'

/**
 * How near the readings come to what people said: `accuracy`, `macroF1` and `weightedF1` of the classes; `auc` of the
 * score, positive against negative texts; `spearman` of score and rating. A metric that is undefined on the data (one
 * class only) is left out.
 * @param sentiments of each text, in their order
 * @throws OperatorError without a text
 */
export function sentimentMetrics(
  texts: readonly JudgedText[],
  sentiments: readonly Sentiment[],
  decide: Decision,
): Record<string, number> {
  if (texts.length === 0) throw new OperatorError('no text of these data is left to judge by; check --min-words')
  const gold = texts.map(text => text.gold)
  const predicted = sentiments.map(decide)
  const scores = Float64Array.from(sentiments, ({ score }) => score)
  const metrics: Record<string, number> = {
    accuracy: accuracy(gold, predicted),
    macroF1: macroF1(gold, predicted),
    weightedF1: weightedF1(gold, predicted),
  }
  const decided = [...gold.keys()].filter(i => gold[i] !== 'NEUTRAL')
  if (new Set(decided.map(i => gold[i])).size === 2) {
    metrics.auc = auc(
      Float64Array.from(decided, i => scores[i]),
      decided.map(i => gold[i] === 'POSITIVE'),
    )
  }
  const ratings = Float64Array.from(texts, ({ rating }) => rating)
  if (new Set(ratings).size > 1 && new Set(scores).size > 1) metrics.spearman = spearman(scores, ratings)
  return metrics
}
