import { type Song, unnamedSong } from '../../src/domain/song.js'
import type { TrainingData } from '../../src/domain/training-data.js'

export function song(id: string, title = id): Song {
  return { ...unnamedSong(id), title }
}

export interface Rows {
  readonly users: readonly string[]
  readonly songs: readonly string[]
  readonly plays?: readonly (readonly [user: string, song: string, count: number])[]
  readonly reviews?: readonly (readonly [user: string, song: string])[]
  readonly tags?: readonly (readonly [user: string, song: string, tag: string])[]
}

/** Training data written as rows of ids. */
export function dataOf({ users, songs, plays = [], reviews = [], tags = [] }: Rows): TrainingData {
  const names = [...new Set(tags.map(([, , tag]) => tag))]
  const userOf = ([user]: readonly [string, ...unknown[]]) => users.indexOf(user)
  const songOf = ([, id]: readonly [string, string, ...unknown[]]) => songs.indexOf(id)
  return {
    userIds: users,
    songs: songs.map(id => song(id)),
    plays: {
      user: Uint32Array.from(plays, userOf),
      song: Uint32Array.from(plays, songOf),
      count: Float32Array.from(plays, ([, , count]) => count),
    },
    reviews: reviews.map(row => ({
      user: userOf(row),
      song: songOf(row),
      rating: null,
      sentiment: 0.5,
      opinions: [],
    })),
    tags: {
      user: Uint32Array.from(tags, userOf),
      song: Uint32Array.from(tags, songOf),
      tag: Uint32Array.from(tags, ([, , tag]) => names.indexOf(tag)),
      names,
    },
  }
}

/** The other way round, sorted, so that two can be compared whatever their order. */
export function rowsOf({ userIds, songs, plays, reviews, tags }: TrainingData): Required<Rows> {
  const pair = (user: number, id: number): [string, string] => [userIds[user], songs[id].id]
  return {
    users: [...userIds],
    songs: songs.map(({ id }) => id),
    plays: [...plays.user]
      .map((user, i): [string, string, number] => [...pair(user, plays.song[i]), plays.count[i]])
      .sort(),
    reviews: reviews.map(review => pair(review.user, review.song)).sort(),
    tags: [...tags.user]
      .map((user, i): [string, string, string] => [...pair(user, tags.song[i]), tags.names[tags.tag[i]]])
      .sort(),
  }
}
