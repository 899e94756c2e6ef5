import { BadInputError } from '../domain/errors.js'
import type { TrainingData } from '../domain/training-data.js'
import { interactionsOf, row } from '../recommender/interactions.js'
import { selected } from '../recommender/reindex.js'

/**
 * The n-core: users and songs with fewer than `n` interactions are left out, again and again, until all that remain
 * have at least `n` among each other.
 * @throws BadInputError if nothing remains
 */
export function core(data: TrainingData, n: number): TrainingData {
  const matrix = interactionsOf(data)
  let users = [...data.userIds.keys()]
  const songKept = new Uint8Array(matrix.songs).fill(1)
  for (;;) {
    const songCounts = new Uint32Array(matrix.songs)
    const remaining = users.filter(user => {
      const songs = row(matrix, user).songs.filter(song => songKept[song] === 1)
      if (songs.length < n) return false
      for (const song of songs) songCounts[song]++
      return true
    })
    let dropped = users.length - remaining.length
    for (let song = 0; song < matrix.songs; song++) {
      if (songKept[song] === 0 || songCounts[song] >= n) continue
      songKept[song] = 0
      dropped++
    }
    users = remaining
    if (dropped === 0) break
  }
  if (users.length === 0) throw new BadInputError('core', n, 'no user and song are left: use a smaller number')
  const songs = [...data.songs.keys()].filter(song => songKept[song] === 1)
  return selected(data, users, songs)
}
