import { analyze, analyzerVersion, analyzerWith } from '../../nlp/analyze.js'
import { OperatorError } from '../domain/errors.js'
import type { SentimentLayer } from '../domain/model.js'
import type { ReviewAnalysis } from '../domain/review.js'

export type Analyze = (text: string) => ReviewAnalysis

/**
 * The analyser of a store: with the last layer of the active model where it has one that was fitted with this version of the
 * reader, else as it ships; also where the active model cannot be read, which is no reason not to take a review.
 * @param model asked at each call, so that an activation by any process counts from the next text on
 * @returns takes another lexicon to read with. @throws LexiconError for one that cannot be used
 */
export function ownAnalyzer(
  model: () => Promise<{ readonly version: string; readonly sentiment: SentimentLayer | null } | null>,
): (lexicon?: string) => Promise<Analyze> {
  let kept: { readonly version: string; readonly analyze: Analyze } | null = null
  return async lexicon => {
    const active = await model().catch(unreadable)
    const layer = active && usable(active.sentiment)
    if (lexicon !== undefined) return analyzerWith(layer ? { lexicon, layer } : { lexicon })
    if (!active || !layer) return analyze
    if (kept?.version !== active.version) kept = { version: active.version, analyze: analyzerWith({ layer }) }
    return kept.analyze
  }
}

function usable(sentiment: SentimentLayer | null): Omit<SentimentLayer, 'readerVersion'> | null {
  if (sentiment === null || sentiment.readerVersion !== analyzerVersion) return null
  const { weights, classes } = sentiment
  return { weights, classes }
}

function unreadable(error: unknown): null {
  if (error instanceof OperatorError) return null
  throw error
}
