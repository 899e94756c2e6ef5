import type { TrainingData } from '../domain/training-data.js'

/**
 * The data of some users and songs, in the order given; everything of others is left out.
 * @param users indices into `data.userIds`, distinct
 * @param songs indices into `data.songs`, distinct
 */
export function selected(data: TrainingData, users: readonly number[], songs: readonly number[]): TrainingData {
  const newUser = positions(users, data.userIds.length)
  const newSong = positions(songs, data.songs.length)
  const kept = (user: number, song: number) => newUser[user] >= 0 && newSong[song] >= 0
  const { plays, reviews, tags } = data
  const { lastPlayedAt } = plays
  const playRows = rowsOf(plays).filter(i => kept(plays.user[i], plays.song[i]))
  const tagRows = rowsOf(tags).filter(i => kept(tags.user[i], tags.song[i]))
  return {
    userIds: users.map(user => data.userIds[user]),
    songs: songs.map(song => data.songs[song]),
    plays: {
      user: playRows.map(i => newUser[plays.user[i]]),
      song: playRows.map(i => newSong[plays.song[i]]),
      count: Float32Array.from(playRows, i => plays.count[i]),
      ...(lastPlayedAt && { lastPlayedAt: Float64Array.from(playRows, i => lastPlayedAt[i]) }),
    },
    reviews: reviews
      .filter(({ user, song }) => kept(user, song))
      .map(review => ({ ...review, user: newUser[review.user], song: newSong[review.song] })),
    tags: {
      user: tagRows.map(i => newUser[tags.user[i]]),
      song: tagRows.map(i => newSong[tags.song[i]]),
      tag: tagRows.map(i => tags.tag[i]),
      names: tags.names,
    },
  }
}

/** The same data with its songs in order of id, so that a lower index is an earlier id. */
export function inOrderOfId(data: TrainingData): TrainingData {
  const { songs } = data
  const order = songs.map((_, index) => index).sort((a, b) => (songs[a].id < songs[b].id ? -1 : 1))
  return order.every((song, index) => song === index) ? data : selected(data, [...data.userIds.keys()], order)
}

/** Where each index stands in `chosen`; -1 where it does not. */
function positions(chosen: readonly number[], length: number): Int32Array {
  const position = new Int32Array(length).fill(-1)
  chosen.forEach((index, at) => {
    position[index] = at
  })
  return position
}

function rowsOf(columns: { readonly user: Uint32Array }): Uint32Array {
  return Uint32Array.from(columns.user.keys())
}
