import { pairedBootstrap } from './bootstrap.js'
import { ndcgAt } from './metrics/ndcg.js'

/** One user's part in a comparison; songs by index. */
export interface Compared {
  /** What the active and the new model put first, best first, each fitted without the held-out pairs. */
  readonly active: Uint32Array
  readonly trained: Uint32Array
  /** At least one. */
  readonly heldOut: ReadonlySet<number>
}

/** Two models on the same held-out songs of the same users. */
export interface Comparison {
  readonly users: number
  readonly metric: string
  /** Means over the users. */
  readonly trained: number
  readonly active: number
  /** 95 % interval of trained − active, paired bootstrap over users. */
  readonly low: number
  readonly high: number
  /** Whether the whole interval of trained − (1 − TOLERATED) · active lies below 0. */
  readonly worse: boolean
}

const CUT_OFF = 20
/** Of a handful of users a bootstrap draws the same few again and again. */
export const LEAST_COMPARED = 20
/** Share of the active model's figure that a new one may lose, so that a certain but slight loss is none. */
const TOLERATED = 0.05

/** Compares two models by NDCG@20. @returns null with fewer than `LEAST_COMPARED` users */
export function compared(users: readonly Compared[], seed: number): Comparison | null {
  if (users.length < LEAST_COMPARED) return null
  const trained = Float64Array.from(users, user => ndcgAt(CUT_OFF, user.trained, user.heldOut))
  const active = Float64Array.from(users, user => ndcgAt(CUT_OFF, user.active, user.heldOut))
  const least = active.map(value => (1 - TOLERATED) * value)
  return {
    users: users.length,
    metric: `ndcg@${CUT_OFF}`,
    trained: mean(trained),
    active: mean(active),
    ...pairedBootstrap(trained, active, seed),
    worse: pairedBootstrap(trained, least, seed).high < 0,
  }
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
