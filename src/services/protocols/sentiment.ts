import { OperatorError } from '../../domain/errors.js'
import type { JudgedText } from '../../domain/labelled-text.js'
import { fnv1a } from '../../evaluation/hash.js'
import { byLabel, bySign, byVadersCut, type Decision, sentimentMetrics } from '../../evaluation/protocols/sentiment.js'
import { type EvaluationReport, reportOfTexts } from '../../evaluation/report.js'
import { openSource } from '../../importers/formats.js'
import { JUDGED_FORMATS, readJudged } from '../../importers/labelled/formats.js'
import { readEach } from './analyses.js'
import type { EvaluateDependencies, LabelledSource, OnProgress } from './protocol.js'

export interface SentimentRequest {
  readonly protocol: 'sentiment'
  readonly from: LabelledSource
  /** Texts with fewer blank-separated words are left out. */
  readonly minWords: number
  /** Texts that are also in these data are left out, compared by letters and digits only; null for none. */
  readonly without: LabelledSource | null
}

/** How each format's publishers make classes of a score. */
const DECISIONS: Readonly<Record<string, Decision>> = {
  'amazon-reviews': byLabel,
  metacritic: byLabel,
  sst2: bySign,
  uci: bySign,
  vader: byVadersCut,
}

/**
 * How well the product's analyser tells the sentiment of texts that people have judged.
 * Of critics' quotations only those with an odd hash are judged: the others may have trained the analyser.
 * @throws OperatorError for an unknown format, a file that is not of it, or no text left
 */
export async function runSentiment(
  { from, minWords, without }: SentimentRequest,
  { analyze }: EvaluateDependencies,
  onProgress: OnProgress,
): Promise<EvaluationReport> {
  const started = performance.now()
  const known = new Set(without === null ? [] : (await judgedOf(without)).map(({ text }) => lettersOf(text)))
  const texts = (await judgedOf(from)).filter(
    ({ text }) => wordsOf(text) >= minWords && !known.has(lettersOf(text)) && isTest(from.format, text),
  )
  const analyses = await readEach(texts, analyze, done => onProgress('reading', done))
  const metrics = sentimentMetrics(
    texts,
    analyses.map(({ sentiment }) => sentiment),
    DECISIONS[from.format],
  )
  return reportOfTexts('sentiment', texts.length, metrics, started)
}

async function judgedOf({ format, path }: LabelledSource): Promise<JudgedText[]> {
  if (format === 'amazon-reviews') return starredReviews(path)
  if (Object.hasOwn(JUDGED_FORMATS, format)) return readJudged(format, path)
  throw new OperatorError(`sentiment cannot be judged by ${format}; use one of ${Object.keys(DECISIONS).join(', ')}`)
}

/** 1 and 2 stars are negative, 3 neutral, 4 and 5 positive. @see BENCHMARKS: the protocol's own classes */
async function starredReviews(path: string): Promise<JudgedText[]> {
  const texts: JudgedText[] = []
  for await (const item of (await openSource('amazon-reviews', path, null)).items) {
    if (item.kind !== 'review' || item.review.rating === null) continue
    const { text, rating } = item.review
    texts.push({ text, rating, gold: rating >= 4 ? 'POSITIVE' : rating >= 3 ? 'NEUTRAL' : 'NEGATIVE' })
  }
  if (texts.length === 0) throw new OperatorError(`${path} has no review with stars in it`)
  return texts
}

function isTest(format: string, text: string): boolean {
  return format !== 'metacritic' || fnv1a(text) % 2 === 1
}

function wordsOf(text: string): number {
  return text.split(/\s+/).filter(word => word !== '').length
}

/** Sources differ in capitals, blanks and marks. */
function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
}
