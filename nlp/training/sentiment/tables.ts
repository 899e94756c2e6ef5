import { auc } from '../../../src/evaluation/metrics/auc.js'
import { macroF1 } from '../../../src/evaluation/metrics/macro-f1.js'
import { spearman } from '../../../src/evaluation/metrics/spearman.js'
import { weightedF1 } from '../../../src/evaluation/metrics/weighted-f1.js'
import type { SentimentLabel } from '../../analysis.js'
import { classOf, type LastLayer } from '../../sentiment/score.js'
import { DOMAINS, type TrainingText } from './data.js'

/** How texts were read when their fold was left out. */
export interface LeftOut {
  readonly logits: Float64Array
  readonly features: readonly Float64Array[]
  readonly layer: LastLayer
}

/** Reviews of at least 20 words and single sentences, by variant of the model; Markdown. */
export function ablationTable(texts: readonly TrainingText[], variants: Readonly<Record<string, LeftOut>>): string {
  const of = (...domains: string[]) => [...texts.keys()].filter(i => domains.includes(texts[i].domain))
  const reviews = of('reviews')
  const sentences = of('movies', 'sentences')
  const lines = Object.entries(variants).map(([name, { logits, features, layer }]) => {
    const decided = reviews.filter(i => texts[i].gold !== 'NEUTRAL')
    const labels = reviews.map(i => classOf(features[i], logits[i], layer))
    const right = sentences.filter(i => logits[i] > 0 === (texts[i].gold === 'POSITIVE')).length
    const values = [
      auc(
        Float64Array.from(decided, i => logits[i]),
        decided.map(i => texts[i].gold === 'POSITIVE'),
      ),
      macroF1(
        reviews.map(i => texts[i].gold),
        labels,
      ),
      right / sentences.length,
    ]
    return `| ${[name, ...values.map(value => value.toFixed(4))].join(' | ')} |`
  })
  return ['| model | reviews: AUC | reviews: macro-F1 | sentences: accuracy |', '|---|---|---|---|', ...lines].join(
    '\n',
  )
}

/** Of reviews and sentences by their score: how many were liked; Markdown. */
export function reliabilityTable(texts: readonly TrainingText[], { logits }: LeftOut): string {
  const bins = 8
  const rows = Array.from({ length: bins }, () => ({ reviews: 0, stars: 0, sentences: 0, score: 0, positive: 0 }))
  for (const [i, { domain, rating, gold }] of texts.entries()) {
    const score = Math.tanh(logits[i] / 2)
    const row = rows[Math.min(bins - 1, Math.floor(((score + 1) / 2) * bins))]
    if (domain === 'reviews') {
      row.reviews++
      row.stars += rating
    } else if (domain === 'movies' || domain === 'sentences') {
      row.sentences++
      row.score += (score + 1) / 2
      if (gold === 'POSITIVE') row.positive++
    }
  }
  const lines = rows.map(({ reviews, stars, sentences, score, positive }, bin) => {
    const from = (bin / bins) * 2 - 1
    const cells = [`${from.toFixed(2)} to ${(from + 2 / bins).toFixed(2)}`, sentences, mean(score, sentences)]
    return `| ${[...cells, mean(positive, sentences), reviews, mean(stars, reviews)].join(' | ')} |`
  })
  const head = '| score | sentences | mean (score + 1) / 2 | share positive | reviews | mean stars |'
  return [head, '|---|---|---|---|---|---|', ...lines].join('\n')
}

/** Of each kind of text: AUC of praise against blame, rank correlation of score and rating, F1 of the sign; Markdown. */
export function domainTable(texts: readonly TrainingText[], { logits }: LeftOut): string {
  const lines = DOMAINS.map(domain => {
    const own = [...texts.keys()].filter(i => texts[i].domain === domain)
    const decided = own.filter(i => texts[i].gold !== 'NEUTRAL')
    const scores = (some: readonly number[]) => Float64Array.from(some, i => Math.tanh(logits[i] / 2))
    const ratings = Float64Array.from(own, i => texts[i].rating)
    const area =
      decided.length === 0
        ? '–'
        : auc(
            scores(decided),
            decided.map(i => texts[i].gold === 'POSITIVE'),
          ).toFixed(4)
    const ranks = spearman(scores(own), ratings).toFixed(4)
    const read = own.map(i => sign(Math.tanh(logits[i] / 2), 0.05))
    const signs =
      domain === 'written messages'
        ? weightedF1(
            own.map(i => sign(texts[i].rating, 0)),
            read,
          ).toFixed(4)
        : '–'
    return `| ${[domain, own.length, area, ranks, signs].join(' | ')} |`
  })
  return ['| kind | texts | AUC | Spearman | F1 of the sign |', '|---|---|---|---|---|', ...lines].join('\n')
}

function sign(value: number, band: number): SentimentLabel {
  return value > band ? 'POSITIVE' : value < -band ? 'NEGATIVE' : 'NEUTRAL'
}

function mean(sum: number, count: number): string {
  return count === 0 ? '–' : (sum / count).toFixed(2)
}
