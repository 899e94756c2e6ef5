import type { PlayCount } from '../domain/play.js'

/** Values below which a share of all values lies; by nearest rank. */
export interface Quantiles {
  readonly min: number
  readonly p10: number
  readonly p25: number
  readonly p50: number
  readonly p75: number
  readonly p90: number
  readonly p99: number
  readonly max: number
}

/** How plays of (user, song) pairs spread, before and after normalisation. */
export interface PlayDistribution {
  readonly pairs: number
  /** Null without plays. */
  readonly raw: Quantiles | null
  /** log(1 + plays) over the user's mean of it, rounded to 3 decimals; null without plays. */
  readonly normalised: Quantiles | null
}

/**
 * Counts equal values instead of keeping all, so memory grows with the number of distinct ones only.
 * @param plays each pair once, all of a user's together
 */
export async function playDistribution(plays: AsyncIterable<PlayCount>): Promise<PlayDistribution> {
  const raw = new Map<number, number>()
  const normalised = new Map<number, number>()
  let pairs = 0
  let userId: string | null = null
  let logs: number[] = []
  const endUser = () => {
    const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length
    for (const log of logs) increase(normalised, Math.round((log / mean) * 1_000) / 1_000)
    logs = []
  }
  for await (const play of plays) {
    if (play.userId !== userId) endUser()
    userId = play.userId
    pairs++
    increase(raw, play.count)
    logs.push(Math.log1p(play.count))
  }
  endUser()
  return { pairs, raw: quantiles(raw, pairs), normalised: quantiles(normalised, pairs) }
}

function increase(counts: Map<number, number>, value: number): void {
  counts.set(value, (counts.get(value) ?? 0) + 1)
}

function quantiles(counts: ReadonlyMap<number, number>, total: number): Quantiles | null {
  if (total === 0) return null
  const sorted = [...counts].sort(([a], [b]) => a - b)
  /** The smallest value that at least ⌈share · total⌉ values do not exceed. */
  const at = (share: number): number => {
    const rank = Math.max(1, Math.ceil(share * total))
    let seen = 0
    for (const [value, count] of sorted) {
      seen += count
      if (seen >= rank) return value
    }
    return Number.NaN
  }
  return {
    min: at(0),
    p10: at(0.1),
    p25: at(0.25),
    p50: at(0.5),
    p75: at(0.75),
    p90: at(0.9),
    p99: at(0.99),
    max: at(1),
  }
}
