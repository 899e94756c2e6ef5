import { setImmediate } from 'node:timers/promises'
import type { Opinion, Review, ReviewAnalysis } from '../domain/review.js'
import type { Store } from '../store/ports.js'

/** Reviews that are written at a time: few enough that a posted review hardly waits behind them. */
const BATCH = 64

export interface ReanalysisOptions {
  /**
   * @param done share of the store's reviews that were looked at, in [0, 1]
   * @param changed reviews that are read anew so far
   */
  readonly onProgress?: (done: number, changed: number) => void
  /** Ends it after the present batch; the next call goes on. */
  readonly signal?: AbortSignal
}

/** What a reading of the store came to. */
export interface Reanalysis {
  /** Reviews looked at. */
  readonly reviews: number
  /** Those that another version had read, and that were read anew. */
  readonly changed: number
}

/**
 * Reads the stored reviews anew that another version of the analyser read. Requests are answered meanwhile, and totals
 * equal a recount after every batch. A review that is replaced or removed in between is left alone.
 */
export async function reanalyze(
  { songs, reviews }: Pick<Store, 'songs' | 'reviews'>,
  analyze: (text: string) => ReviewAnalysis,
  { onProgress, signal }: ReanalysisOptions = {},
): Promise<Reanalysis> {
  const { analyzerVersion } = analyze('')
  const { reviewCount } = await songs.catalogueTotals()
  let seen = 0
  let changed = 0
  let batch: Pick<Review, 'id' | 'text' | 'analysis'>[] = []
  const write = async () => {
    changed += await reviews.reanalyze(batch)
    batch = []
  }
  for await (const { id, text, analysis } of reviews.all()) {
    if (signal?.aborted) break
    seen++
    if (analysis.analyzerVersion !== analyzerVersion) {
      batch.push({ id, text, analysis: analyze(text) })
      // One text at a time between two requests: the longest takes milliseconds.
      await setImmediate()
    }
    if (batch.length === BATCH) await write()
    onProgress?.(Math.min(1, seen / Math.max(1, reviewCount)), changed + batch.length)
  }
  await write()
  return { reviews: seen, changed }
}

/** A stored review that another analyser reads differently. */
export interface Difference {
  readonly review: Review
  readonly after: ReviewAnalysis
  /** Opinions of one and not of the other, by spans and label. */
  readonly gone: readonly Opinion[]
  readonly added: readonly Opinion[]
}

/** The stored reviews, by id, whose label or opinions `analyze` would change; null for each that it would not. */
export async function* differences(
  reviews: AsyncIterable<Review>,
  analyze: (text: string) => ReviewAnalysis,
): AsyncGenerator<Difference | null> {
  for await (const review of reviews) {
    const after = analyze(review.text)
    const before = new Set(review.analysis.opinions.map(identity))
    const now = new Set(after.opinions.map(identity))
    const gone = review.analysis.opinions.filter(opinion => !now.has(identity(opinion)))
    const added = after.opinions.filter(opinion => !before.has(identity(opinion)))
    const sameLabel = review.analysis.sentiment.label === after.sentiment.label
    yield sameLabel && gone.length + added.length === 0 ? null : { review, after, gone, added }
  }
}

function identity({ aspect, opinion, canonicalAspect, label }: Opinion): string {
  return `${aspect.start} ${aspect.end} ${opinion.start} ${opinion.end} ${label} ${canonicalAspect}`
}
