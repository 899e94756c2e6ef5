import { aspectMetrics } from '../../evaluation/protocols/aspects.js'
import { type EvaluationReport, reportOfTexts } from '../../evaluation/report.js'
import { readAnnotated } from '../../importers/labelled/formats.js'
import { readEach } from './analyses.js'
import type { EvaluateDependencies, LabelledSource, OnProgress } from './protocol.js'

export interface AspectsRequest {
  readonly protocol: 'aspects'
  readonly from: LabelledSource
  /** Only the texts of this part; null for all. */
  readonly split: string | null
}

/**
 * How well the product's analyser finds what annotators marked, from raw text, as it ships.
 * @throws OperatorError for an unknown format, a file that is not of it, or no text left
 */
export async function runAspects(
  { from, split }: AspectsRequest,
  { analyze }: EvaluateDependencies,
  onProgress: OnProgress,
): Promise<EvaluationReport> {
  const started = performance.now()
  const texts = (await readAnnotated(from.format, from.path)).filter(text => split === null || text.split === split)
  const analyses = await readEach(texts, analyze, done => onProgress('reading', done))
  const metrics = aspectMetrics(
    texts,
    analyses.map(({ opinions }) => opinions),
  )
  return reportOfTexts('aspects', texts.length, metrics, started)
}
