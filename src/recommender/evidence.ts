import { meanPolarity } from '../domain/profile.js'
import type { Contribution, ReasonKind } from '../domain/recommendation.js'
import { FEATURES } from './features.js'
import type { Listener } from './listener.js'
import { contributionsOf, type Mlp } from './ranker/mlp.js'
import type { SongBeliefs } from './song-beliefs.js'

/** A score taken apart: score = baseline + Σ contributions, up to rounding. */
export interface Attribution {
  /** Score of the neutral candidate (see FEATURES). */
  readonly baseline: number
  /** One for each kind that has features, and those added, largest magnitude first. */
  readonly contributions: readonly Contribution[]
}

/**
 * @param row   features of the candidate
 * @param added what was added to the ranker's score
 */
export function attribution(ranker: Mlp, row: Float32Array, added: readonly Contribution[] = []): Attribution {
  const { baseline, contributions } = contributionsOf(ranker, row)
  const sums = new Map<ReasonKind, number>()
  for (const [f, { kind }] of FEATURES.entries()) sums.set(kind, (sums.get(kind) ?? 0) + contributions[f])
  return { baseline, contributions: byMagnitude([...[...sums].map(([kind, value]) => ({ kind, value })), ...added]) }
}

/** Largest magnitude first; equal ones by kind. */
export function byMagnitude(contributions: readonly Contribution[]): Contribution[] {
  return contributions.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value) || (a.kind < b.kind ? -1 : 1))
}

/** The aspect that adds most to `aspectMatch`: cared for, and spoken of better than elsewhere. Null where none is. */
export function likedAspect(song: number, beliefs: SongBeliefs, { aspectImportance }: Listener): string | null {
  let best: { aspect: string; gain: number } | null = null
  for (const { aspect, score } of beliefs.profile(song).aspects) {
    const gain = (aspectImportance.get(aspect) ?? 0) * (score - meanPolarity(beliefs.catalogue, aspect))
    if (gain > (best?.gain ?? 0)) best = { aspect, gain }
  }
  return best?.aspect ?? null
}
