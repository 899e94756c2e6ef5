import { type InteractionMatrix, row, type SongVector, transpose } from '../interactions.js'

/** Predicts a user's rating of a song from a history of ratings; null where no neighbour has anything to say. */
export type RatingPredictor = (history: SongVector, song: number) => number | null

/**
 * Pearson's correlation of two rows of ratings over the columns that both have, in [-1, 1]; the means are over these
 * columns. 0 with fewer than two of them, or where either side is constant there.
 */
export function pearson(a: SongVector, b: SongVector): number {
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < a.songs.length && j < b.songs.length; ) {
    if (a.songs[i] === b.songs[j]) pairs.push([a.values[i++], b.values[j++]])
    else if (a.songs[i] < b.songs[j]) i++
    else j++
  }
  if (pairs.length < 2) return 0
  let sumA = 0
  let sumB = 0
  for (const [x, y] of pairs) {
    sumA += x
    sumB += y
  }
  let products = 0
  let squaresA = 0
  let squaresB = 0
  for (const [x, y] of pairs) {
    const da = x - sumA / pairs.length
    const db = y - sumB / pairs.length
    products += da * db
    squaresA += da * da
    squaresB += db * db
  }
  if (squaresA === 0 || squaresB === 0) return 0
  return products / Math.sqrt(squaresA * squaresB)
}

/**
 * User-based neighbours: r̂_ui = r̄_u + Σ_v s_uv (r_vi − r̄_v) / Σ_v |s_uv| over the users v who rated i, s by Pearson's
 * correlation; r̄ are means over all ratings of a user. Not clipped. r̄_u where no correlation is defined; null without a
 * history.
 * @param ratings users × songs; the history is a row of it, or that of somebody new
 * @see Resnick, Iacovou, Suchak, Bergstrom, Riedl, CSCW 1994
 */
export function userNeighbours(ratings: InteractionMatrix): RatingPredictor {
  const raters = transpose(ratings)
  const means = Float64Array.from({ length: ratings.users }, (_, user) => mean(row(ratings, user).values))
  return (history, song) => {
    if (history.songs.length === 0) return null
    let sum = 0
    let weights = 0
    const { songs: users, values } = row(raters, song)
    users.forEach((user, at) => {
      const similarity = pearson(history, row(ratings, user))
      sum += similarity * (values[at] - means[user])
      weights += Math.abs(similarity)
    })
    return mean(history.values) + (weights === 0 ? 0 : sum / weights)
  }
}

/**
 * Item-based neighbours: r̂_ui = Σ_j s_ij r_uj / Σ_j |s_ij| over the songs j ≠ i of the history, s by Pearson's correlation
 * over the users who rated both. Not clipped; null where no correlation is defined.
 * @see Sarwar, Karypis, Konstan, Riedl, WWW 2001, sections 3.1.2 and 3.2.1
 */
export function itemNeighbours(ratings: InteractionMatrix): RatingPredictor {
  const raters = transpose(ratings)
  return (history, song) => {
    const column = row(raters, song)
    let sum = 0
    let weights = 0
    history.songs.forEach((other, at) => {
      if (other === song) return
      const similarity = pearson(column, row(raters, other))
      sum += similarity * history.values[at]
      weights += Math.abs(similarity)
    })
    return weights === 0 ? null : sum / weights
  }
}

function mean(values: Float32Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}
