import type { Sequences, SongSequence } from '../sequences.js'

export interface SessionHyperparameters {
  /** What a song counts of the song one step after it in the history, in (0, 1]. */
  readonly decay: number
  /** How many of the nearest sequences count. */
  readonly neighbours: number
  /** Of transitions, beside the neighbours' 1; ≥ 0. */
  readonly transitionWeight: number
}

/** Knows what followed what. */
export interface SessionModel extends SessionHyperparameters {
  readonly songs: number
  readonly sequences: Sequences
  /** Of each song the sequences with it, ascending, and its position in each. */
  readonly places: readonly { readonly sequences: Uint32Array; readonly positions: Uint32Array }[]
}

/** Chosen on a validation part: docs/protocols.md. */
export const SESSION_DEFAULTS: SessionHyperparameters = { decay: 0.5, neighbours: 100, transitionWeight: 0.2 }

/** Steps between two songs beyond which one is not held to follow the other. */
const WINDOW = 10

export function fitSession(sequences: Sequences, songs: number, hyperparameters: SessionHyperparameters): SessionModel {
  const places = Array.from({ length: songs }, () => ({ sequences: [] as number[], positions: [] as number[] }))
  for (const [index, { songs }] of sequences.entries()) {
    songs.forEach((song, position) => {
      places[song].sequences.push(index)
      places[song].positions.push(position)
    })
  }
  return {
    ...hyperparameters,
    songs,
    sequences,
    places: places.map(place => ({
      sequences: Uint32Array.from(place.sequences),
      positions: Uint32Array.from(place.positions),
    })),
  }
}

/**
 * Scores what may come after a history h, of which song i weighs a_i = decay^(steps from i to the last):
 *
 *   score(j) = N(j) / max N + transitionWeight · T(j) / max T
 *   N(j) = Σ over the nearest sequences v with j of s_v / (1 + steps in v from j to the nearest song of h)
 *   s_v  = Σ over songs i of h in v of a_i · ln(1 + sequences / sequences with i) / √|v|
 *   T(j) = Σ over i of h of a_i / sequences with i · Σ over v with j at the step of i, or up to 10 after, of 1 / (1 + steps)
 *
 * The maxima are over the songs outside h; a part that is 0 for all of them adds nothing. A training sequence is a
 * neighbour of its own, which moves no song outside it.
 * @returns for a history, which may be anybody's, scores of all songs, ≥ 0; outside it ≤ 1 + transitionWeight; all 0 for
 * an empty one
 * @see Ludewig & Jannach, User Modeling and User-Adapted Interaction 28, 2018 (sequence-aware session kNN, sequential
 * rules); differs: steps are distinct times, and songs of one time are near each other both ways
 */
export function sessionScorer({
  songs,
  sequences,
  places,
  decay,
  neighbours,
  transitionWeight,
}: SessionModel): (history: SongSequence, out?: Float64Array) => Float64Array {
  const similarity = new Float64Array(sequences.length)
  const shared = sequences.map((): number[] => [])
  const transitions = new Float64Array(songs)
  return (history, out = new Float64Array(songs)) => {
    out.fill(0)
    transitions.fill(0)
    const found: number[] = []
    const last = history.steps[history.steps.length - 1]
    history.songs.forEach((song, at) => {
      const weight = decay ** (last - history.steps[at])
      const { sequences: having, positions } = places[song]
      const rarity = Math.log(1 + sequences.length / having.length)
      having.forEach((v, i) => {
        const { songs, steps } = sequences[v]
        const step = steps[positions[i]]
        if (shared[v].length === 0) found.push(v)
        shared[v].push(step)
        similarity[v] += (weight * rarity) / Math.sqrt(songs.length)
        let j = positions[i]
        while (j > 0 && steps[j - 1] === step) j--
        for (; j < songs.length && steps[j] - step <= WINDOW; j++) {
          if (songs[j] !== song) transitions[songs[j]] += weight / (1 + steps[j] - step) / having.length
        }
      })
    })
    found.sort((a, b) => similarity[b] - similarity[a] || a - b)
    for (const v of found.slice(0, neighbours)) {
      const { songs, steps } = sequences[v]
      const common = shared[v].sort((a, b) => a - b)
      let nearest = 0
      songs.forEach((song, at) => {
        const distance = (i: number) => Math.abs(common[i] - steps[at])
        // Steps ascend, so the nearest of them never goes back.
        while (nearest + 1 < common.length && distance(nearest + 1) <= distance(nearest)) nearest++
        out[song] += similarity[v] / (1 + distance(nearest))
      })
    }
    for (const v of found) {
      similarity[v] = 0
      shared[v].length = 0
    }
    const known = new Set(history.songs)
    const [mostNear, mostAfter] = [greatestBut(known, out), greatestBut(known, transitions)]
    for (let song = 0; song < songs; song++) {
      if (mostNear > 0) out[song] /= mostNear
      if (mostAfter > 0) out[song] += (transitionWeight * transitions[song]) / mostAfter
    }
    return out
  }
}

function greatestBut(without: ReadonlySet<number>, values: Float64Array): number {
  let most = 0
  for (let i = 0; i < values.length; i++) if (values[i] > most && !without.has(i)) most = values[i]
  return most
}
