import type { KeptList, KeptReason, KeptRecommendation, Reason, Recommendation } from '../domain/recommendation.js'
import type { KeptListStore } from '../store/ports.js'

/** A list, or a page of it, as it is being answered. */
export interface AnsweredList extends Omit<KeptList, 'recommendations'> {
  readonly recommendations: readonly Recommendation[]
}

/** Keeps answered lists in the background. */
export interface ListKeeper {
  /** Takes note, at once; what is kept of it later neither slows nor fails the answer. */
  keep(list: AnsweredList): void
  get(id: string): Promise<KeptList | null>
  /** Lets go of lists of a user that are not kept yet, and waits for those that are being kept. */
  forget(userId: string): Promise<void>
  /** Resolves when all that was noted before is kept. */
  flush(): Promise<void>
}

const FLUSH_MS = 1_000
/** Lists of one write: it holds the event loop for about a millisecond. */
const BATCH = 32
/** Where answers come faster than they can be kept, the oldest of the waiting are let go. */
const MAX_WAITING = 2_000
/** Ids that are known to be kept, so that the same answer again costs nothing. */
const MAX_KNOWN = 10_000

/** @param reportError told of lists that could not be kept */
export function listKeeper(store: KeptListStore, reportError: (error: unknown) => void): ListKeeper {
  const waiting = new Map<string, AnsweredList[]>()
  /** List id → how far it is kept, as `first–last` rank. */
  const known = new Map<string, string>()
  let lists = 0
  let timer: NodeJS.Timeout | null = null
  let flushing: Promise<void> = Promise.resolve()
  let letGo = 0

  function schedule(): void {
    timer ??= setTimeout(() => void flush(), FLUSH_MS)
    timer.unref()
  }

  function flush(): Promise<void> {
    if (timer) clearTimeout(timer)
    timer = null
    flushing = flushing.then(drain)
    return flushing
  }

  async function drain(): Promise<void> {
    try {
      if (letGo > 0)
        reportError(new Error(`${letGo} answered lists were not kept: answers came faster than they could be`))
      letGo = 0
      while (waiting.size > 0) {
        const batch = [...waiting].slice(0, BATCH)
        for (const [id] of batch) take(id)
        await store.keep(await Promise.all(batch.map(([id, pages]) => joined(id, pages))))
      }
    } catch (error) {
      // The lists of this batch are lost: nobody waits for them, and the store may be away for long.
      reportError(error)
    }
  }

  function take(id: string): AnsweredList[] {
    const pages = waiting.get(id) ?? []
    waiting.delete(id)
    lists -= pages.length
    return pages
  }

  /** The pages as one list, together with what is kept of it where a page is not the beginning. */
  async function joined(id: string, pages: readonly AnsweredList[]): Promise<KeptList> {
    const parts: KeptList[] = pages.map(page => ({ ...page, recommendations: page.recommendations.map(kept) }))
    if (parts.every(part => (part.recommendations[0]?.rank ?? 1) > 1)) {
      const before = await store.get(id)
      if (before) parts.unshift(before)
    }
    const byRank = new Map(parts.flatMap(part => part.recommendations.map(each => [each.rank, each] as const)))
    const recommendations = [...byRank.values()].sort((a, b) => a.rank - b.rank)
    const last = parts.reduce((a, b) => (lastRank(b) >= lastRank(a) ? b : a))
    return { ...last, recommendations }
  }

  return {
    keep(list) {
      const { id, recommendations } = list
      const range = `${recommendations[0]?.rank}–${recommendations.at(-1)?.rank}`
      if (known.get(id) === range) return
      known.delete(id)
      known.set(id, range)
      for (const old of known.keys()) {
        if (known.size <= MAX_KNOWN) break
        known.delete(old)
      }
      waiting.set(id, [...(waiting.get(id) ?? []), list])
      lists++
      for (const old of waiting.keys()) {
        if (lists <= MAX_WAITING) break
        known.delete(old)
        letGo += take(old).length
      }
      schedule()
    },
    async get(id) {
      await flush()
      return store.get(id)
    },
    async forget(userId) {
      for (const [id, [list]] of waiting) if (list?.userId === userId) take(id)
      known.clear()
      await flushing
    },
    flush,
  }
}

function lastRank(list: KeptList): number {
  return list.recommendations.at(-1)?.rank ?? 0
}

function kept({ song, reasons, ...rest }: Recommendation): KeptRecommendation {
  return { ...rest, songId: song.id, reasons: reasons.map(keptReason) }
}

function keptReason({ song, quote, ...rest }: Reason): KeptReason {
  const place = quote && { reviewId: quote.reviewId, start: quote.start, end: quote.end, polarity: quote.polarity }
  return { ...rest, songId: song?.id ?? null, quote: place }
}
