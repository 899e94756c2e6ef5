import type { TrainingData } from '../domain/training-data.js'

/** Who played what how often: users × songs in compressed rows. */
export interface InteractionMatrix {
  readonly users: number
  readonly songs: number
  /** Row u is the range `rowStart[u]` to `rowStart[u + 1]` of the other two; length users + 1. */
  readonly rowStart: Uint32Array
  /** Song indices, ascending and distinct within a row. */
  readonly columns: Uint32Array
  /** Plays. */
  readonly values: Float32Array
}

/** One user's history. */
export interface SongVector {
  /** Song indices, ascending and distinct. */
  readonly songs: Uint32Array
  /** Plays of each. */
  readonly values: Float32Array
}

/** @param entries song and value, each song once, in any order */
export function songVector(entries: Iterable<readonly [number, number]>): SongVector {
  const sorted = [...entries].sort(([a], [b]) => a - b)
  return {
    songs: Uint32Array.from(sorted, ([song]) => song),
    values: Float32Array.from(sorted, ([, value]) => value),
  }
}

/** From rows of (user, song, value) in any order; values of a repeated pair add up. */
export function interactionMatrix(
  users: number,
  songs: number,
  user: ArrayLike<number>,
  song: ArrayLike<number>,
  value: ArrayLike<number>,
): InteractionMatrix {
  // Sorting by song first keeps each row's columns ascending in the second, stable sort by user.
  const bySong = stableOrder(song, songs)
  const byUser = stableOrder(user, users, bySong)
  const rowStart = new Uint32Array(users + 1)
  const columns = new Uint32Array(user.length)
  const values = new Float32Array(user.length)
  let size = 0
  let at = 0
  for (let u = 0; u < users; u++) {
    const start = size
    for (; at < byUser.length && user[byUser[at]] === u; at++) {
      const entry = byUser[at]
      if (size > start && columns[size - 1] === song[entry]) values[size - 1] += value[entry]
      else {
        columns[size] = song[entry]
        values[size++] = value[entry]
      }
    }
    rowStart[u + 1] = size
  }
  return { users, songs, rowStart, columns: columns.slice(0, size), values: values.slice(0, size) }
}

/**
 * All interactions of the data. A reviewed pair without plays counts as one play; one with plays keeps its count, as a
 * review does not say how often the song was played.
 */
export function interactionsOf({ userIds, songs, plays, reviews }: TrainingData): InteractionMatrix {
  // Plays are at least 1, so a sum of 0 is a pair that was only reviewed.
  const user = [plays.user, reviews.map(review => review.user)]
  const song = [plays.song, reviews.map(review => review.song)]
  const count = [plays.count, reviews.map(() => 0)]
  const matrix = interactionMatrix(userIds.length, songs.length, joined(user), joined(song), joined(count))
  return { ...matrix, values: matrix.values.map(plays => plays || 1) }
}

/** Songs × users: row s holds the listeners of song s, as "columns". */
export function transpose(matrix: InteractionMatrix): InteractionMatrix {
  const rows = new Uint32Array(matrix.columns.length)
  for (let u = 0; u < matrix.users; u++) rows.fill(u, matrix.rowStart[u], matrix.rowStart[u + 1])
  return interactionMatrix(matrix.songs, matrix.users, matrix.columns, rows, matrix.values)
}

/** The rows of `below` under those of `above`; both have the same songs. */
export function stacked(above: InteractionMatrix, below: InteractionMatrix): InteractionMatrix {
  return { users: above.users + below.users, songs: above.songs, ...stackedRows(above, below) }
}

/** Rows of few numbers: row r is the range `rowStart[r]` to `rowStart[r + 1]` of the other two. */
export interface CsrRows {
  /** Length rows + 1. */
  readonly rowStart: Uint32Array
  readonly columns: Uint32Array
  readonly values: Float32Array
}

/** The rows of `below` under those of `above`. */
export function stackedRows(above: CsrRows, below: CsrRows): CsrRows {
  const size = above.columns.length
  const rowStart = new Uint32Array(above.rowStart.length + below.rowStart.length - 1)
  rowStart.set(above.rowStart)
  rowStart.set(
    below.rowStart.subarray(1).map(start => size + start),
    above.rowStart.length,
  )
  const columns = new Uint32Array(size + below.columns.length)
  columns.set(above.columns)
  columns.set(below.columns, size)
  const values = new Float32Array(columns.length)
  values.set(above.values)
  values.set(below.values, size)
  return { rowStart, columns, values }
}

/** Some of the songs, numbered anew in the order given. */
export function ofSongs(matrix: InteractionMatrix, songs: Uint32Array): InteractionMatrix {
  const position = new Int32Array(matrix.songs).fill(-1)
  songs.forEach((song, i) => {
    position[song] = i
  })
  const [users, columns, values]: number[][] = [[], [], []]
  for (let user = 0; user < matrix.users; user++) {
    for (let at = matrix.rowStart[user]; at < matrix.rowStart[user + 1]; at++) {
      const column = position[matrix.columns[at]]
      if (column < 0) continue
      users.push(user)
      columns.push(column)
      values.push(matrix.values[at])
    }
  }
  return interactionMatrix(matrix.users, songs.length, users, columns, values)
}

/** The history of user `u`: views, not copies. */
export function row(matrix: InteractionMatrix, u: number): SongVector {
  const start = matrix.rowStart[u]
  const end = matrix.rowStart[u + 1]
  return { songs: matrix.columns.subarray(start, end), values: matrix.values.subarray(start, end) }
}

function joined(parts: readonly ArrayLike<number>[]): Float64Array {
  const all = new Float64Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** Positions of `keys` in ascending order of key (counting sort, stable), visited in the order `from`. */
function stableOrder(keys: ArrayLike<number>, bound: number, from?: Uint32Array): Uint32Array {
  const next = new Uint32Array(bound + 1)
  for (let i = 0; i < keys.length; i++) next[keys[i] + 1]++
  for (let key = 0; key < bound; key++) next[key + 1] += next[key]
  const order = new Uint32Array(keys.length)
  for (let i = 0; i < keys.length; i++) {
    const position = from === undefined ? i : from[i]
    order[next[keys[position]]++] = position
  }
  return order
}
