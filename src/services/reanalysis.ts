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

/** A review that two analysers read differently. */
export interface Difference {
  readonly review: Review
  readonly before: ReviewAnalysis
  readonly after: ReviewAnalysis
  /** Opinions of one and not of the other, by spans and canonical aspect. */
  readonly gone: readonly Opinion[]
  readonly added: readonly Opinion[]
  /** Opinions of both, of another polarity or label. */
  readonly shifted: readonly { readonly before: Opinion; readonly after: Opinion }[]
}

/**
 * The reviews, in their order, whose score, label or opinions change from one analyser to another; null for each that stays
 * the same. What is stored serves where the first has read it.
 */
export async function* differences(
  reviews: AsyncIterable<Review>,
  from: (text: string) => ReviewAnalysis,
  to: (text: string) => ReviewAnalysis,
): AsyncGenerator<Difference | null> {
  const { analyzerVersion } = from('')
  for await (const review of reviews) {
    const before = review.analysis.analyzerVersion === analyzerVersion ? review.analysis : from(review.text)
    const after = to(review.text)
    const was = new Map(before.opinions.map(opinion => [identity(opinion), opinion]))
    const is = new Map(after.opinions.map(opinion => [identity(opinion), opinion]))
    const gone = before.opinions.filter(opinion => !is.has(identity(opinion)))
    const added = after.opinions.filter(opinion => !was.has(identity(opinion)))
    const shifted = after.opinions.flatMap(opinion => {
      const earlier = was.get(identity(opinion))
      return earlier && (earlier.polarity !== opinion.polarity || earlier.label !== opinion.label)
        ? [{ before: earlier, after: opinion }]
        : []
    })
    const sameSentiment =
      before.sentiment.label === after.sentiment.label && before.sentiment.score === after.sentiment.score
    yield sameSentiment && gone.length + added.length + shifted.length === 0
      ? null
      : { review, before, after, gone, added, shifted }
  }
}

function identity({ aspect, opinion, canonicalAspect }: Opinion): string {
  return `${aspect.start} ${aspect.end} ${opinion.start} ${opinion.end} ${canonicalAspect}`
}
