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
  /** Sequence v is the range `start[v]` to `start[v + 1]` of the other two; length sequences + 1. */
  readonly start: Uint32Array
  /** Song indices in the order of time. */
  readonly columns: Uint32Array
  /** Of each the number of its moment in the sequence, as in `SongSequence`. */
  readonly steps: Uint32Array
}

/** Chosen on a validation part: docs/evaluation.md. */
export const SESSION_DEFAULTS: SessionHyperparameters = { decay: 0.5, neighbours: 100, transitionWeight: 0.2 }

/** Steps between two songs beyond which one is not held to follow the other. */
const WINDOW = 10
/** Of one song the latest sequences that are looked at, so that a history of hits takes no longer than others. */
const MOST_SEQUENCES = 500

export function fitSession(sequences: Sequences, songs: number, hyperparameters: SessionHyperparameters): SessionModel {
  const start = new Uint32Array(sequences.length + 1)
  for (const [v, sequence] of sequences.entries()) start[v + 1] = start[v] + sequence.songs.length
  const columns = new Uint32Array(start[sequences.length])
  const steps = new Uint32Array(columns.length)
  for (const [v, sequence] of sequences.entries()) {
    columns.set(sequence.songs, start[v])
    steps.set(sequence.steps, start[v])
  }
  return { ...hyperparameters, songs, start, columns, steps }
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
 * neighbour of its own, which moves no song outside it. Of the sequences with a song only the last 500 count, but for
 * s_v's logarithm.
 * @returns for a history, which may be anybody's, scores of all songs, ≥ 0; outside it ≤ 1 + transitionWeight; all 0 for
 * an empty one
 * @see Ludewig & Jannach, User Modeling and User-Adapted Interaction 28, 2018 (sequence-aware session kNN, sequential
 * rules); differs: steps are distinct times, and songs of one time are near each other both ways
 */
export function sessionScorer(model: SessionModel): (history: SongSequence, out?: Float64Array) => Float64Array {
  const { songs, start, columns, steps, decay, neighbours, transitionWeight } = model
  const sequences = start.length - 1
  const { placeStart, places, sequenceOf } = placesOf(model)
  const similarity = new Float64Array(sequences)
  const transitions = new Float64Array(songs)
  return (history, out = new Float64Array(songs)) => {
    out.fill(0)
    transitions.fill(0)
    /** Of each sequence that shares a song with the history the steps of such songs. */
    const shared = new Map<number, number[]>()
    const last = history.steps[history.steps.length - 1]
    history.songs.forEach((song, at) => {
      const weight = decay ** (last - history.steps[at])
      const having = placeStart[song + 1] - placeStart[song]
      const rarity = Math.log(1 + sequences / having)
      const first = Math.max(placeStart[song], placeStart[song + 1] - MOST_SEQUENCES)
      const looked = placeStart[song + 1] - first
      for (let i = first; i < placeStart[song + 1]; i++) {
        const place = places[i]
        const v = sequenceOf[place]
        const step = steps[place]
        const known = shared.get(v)
        if (known) known.push(step)
        else shared.set(v, [step])
        similarity[v] += (weight * rarity) / Math.sqrt(start[v + 1] - start[v])
        let j = place
        while (j > start[v] && steps[j - 1] === step) j--
        for (; j < start[v + 1] && steps[j] - step <= WINDOW; j++) {
          if (columns[j] !== song) transitions[columns[j]] += weight / (1 + steps[j] - step) / looked
        }
      }
    })
    const found = [...shared.keys()].sort((a, b) => similarity[b] - similarity[a] || a - b)
    for (const v of found.slice(0, neighbours)) {
      const common = (shared.get(v) ?? []).sort((a, b) => a - b)
      let nearest = 0
      for (let place = start[v]; place < start[v + 1]; place++) {
        const distance = (i: number) => Math.abs(common[i] - steps[place])
        // Steps ascend, so the nearest of them never goes back.
        while (nearest + 1 < common.length && distance(nearest + 1) <= distance(nearest)) nearest++
        out[columns[place]] += similarity[v] / (1 + distance(nearest))
      }
    }
    for (const v of found) similarity[v] = 0
    const known = new Set(history.songs)
    const [mostNear, mostAfter] = [greatestBut(known, out), greatestBut(known, transitions)]
    for (let song = 0; song < songs; song++) {
      if (mostNear > 0) out[song] /= mostNear
      if (mostAfter > 0) out[song] += (transitionWeight * transitions[song]) / mostAfter
    }
    return out
  }
}

/** Where each song stands: its places among `columns` are `places` from `placeStart[song]` on, ascending. */
function placesOf({ songs, start, columns }: SessionModel): {
  placeStart: Uint32Array
  places: Uint32Array
  sequenceOf: Uint32Array
} {
  const placeStart = new Uint32Array(songs + 1)
  for (const song of columns) placeStart[song + 1]++
  for (let song = 0; song < songs; song++) placeStart[song + 1] += placeStart[song]
  const next = placeStart.slice(0, songs)
  const places = new Uint32Array(columns.length)
  columns.forEach((song, place) => {
    places[next[song]++] = place
  })
  const sequenceOf = new Uint32Array(columns.length)
  for (let v = 0; v + 1 < start.length; v++) sequenceOf.fill(v, start[v], start[v + 1])
  return { placeStart, places, sequenceOf }
}

function greatestBut(without: ReadonlySet<number>, values: Float64Array): number {
  let most = 0
  for (let i = 0; i < values.length; i++) if (values[i] > most && !without.has(i)) most = values[i]
  return most
}
