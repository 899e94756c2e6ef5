import { type InteractionMatrix, interactionMatrix, row } from '../interactions.js'
import { randomInteger, seededRandom } from '../random.js'
import { topK } from '../top.js'
import { EASE_DEFAULTS, type EaseHyperparameters, fitEase, ownScorer } from './ease.js'

/**
 * From "plays tell much" to "plays tell nothing". Where most songs were played once or twice, a count is noise, and the
 * best setting lies at the other end than where users have long histories.
 */
export const EASE_SETTINGS: readonly EaseHyperparameters[] = [EASE_DEFAULTS, { regularization: 40, playExponent: 0.25 }]

/** One interaction in this many decides. */
const HELD_OUT = 10
/** Length of the lists compared, and how many users at most they are of. */
const LENGTH = 20
const MOST_USERS = 500

/** Of EASE_SETTINGS, the one that ranks best a part held out at random from the matrix; the first on equal terms. */
export function chosenEase(matrix: InteractionMatrix, seed: number): EaseHyperparameters {
  const random = seededRandom(seed)
  const isHeldOut = Uint8Array.from(matrix.columns, () => (randomInteger(random, HELD_OUT) === 0 ? 1 : 0))
  const known = part(matrix, entry => isHeldOut[entry] === 0)
  return bestEase(
    known,
    part(matrix, entry => isHeldOut[entry] === 1),
  )
}

/** The same with the part that decides given, and traits as `fitEase` takes them. */
export function bestEase(
  known: InteractionMatrix,
  heldOut: InteractionMatrix,
  traits: InteractionMatrix | null = null,
): EaseHyperparameters {
  let best = { setting: EASE_DEFAULTS, gain: Number.NEGATIVE_INFINITY }
  for (const setting of EASE_SETTINGS) {
    const gain = discountedGain(known, heldOut, setting, traits)
    if (gain > best.gain) best = { setting, gain }
  }
  return best.setting
}

/** Σ over users and their held-out songs of 1 / log2(1 + rank), for ranks up to LENGTH. */
function discountedGain(
  known: InteractionMatrix,
  heldOut: InteractionMatrix,
  setting: EaseHyperparameters,
  traits: InteractionMatrix | null,
): number {
  const score = ownScorer(fitEase(known, setting, traits))
  const scores = new Float32Array(known.songs)
  let gain = 0
  let users = 0
  for (let user = 0; user < known.users && users < MOST_USERS; user++) {
    const history = row(known, user)
    const wanted = new Set(row(heldOut, user).songs)
    if (history.songs.length === 0 || wanted.size === 0) continue
    users++
    const heard = new Set(history.songs)
    topK(score(user, history, scores), LENGTH, song => heard.has(song)).forEach((song, at) => {
      if (wanted.has(song)) gain += 1 / Math.log2(2 + at)
    })
  }
  return gain
}

function part(matrix: InteractionMatrix, keep: (entry: number) => boolean): InteractionMatrix {
  const users = new Uint32Array(matrix.columns.length)
  for (let u = 0; u < matrix.users; u++) users.fill(u, matrix.rowStart[u], matrix.rowStart[u + 1])
  const entries = Uint32Array.from(matrix.columns.keys()).filter(keep)
  const picked = (values: Uint32Array | Float32Array) => entries.map(entry => values[entry])
  return interactionMatrix(
    matrix.users,
    matrix.songs,
    picked(users),
    picked(matrix.columns),
    Float32Array.from(entries, entry => matrix.values[entry]),
  )
}
