import { type Song, unnamedSong } from '../../src/domain/song.js'
import type { TrainingData, TrainingReview } from '../../src/domain/training-data.js'

/** A song of which only the id and what is given are known. */
export function song(id: string, known: Partial<Song> = {}): Song {
  return { ...unnamedSong(id), ...known }
}

/** @param plays rows of user, song, count; @param tags rows of user, song, tag name */
export function trainingData({
  users,
  songs,
  plays = [],
  reviews = [],
  tags = [],
}: {
  users: number
  songs: readonly Song[]
  plays?: readonly (readonly [number, number, number])[]
  reviews?: readonly TrainingReview[]
  tags?: readonly (readonly [number, number, string])[]
}): TrainingData {
  const names = [...new Set(tags.map(([, , name]) => name))]
  return {
    userIds: Array.from({ length: users }, (_, user) => `u${user}`),
    songs,
    plays: {
      user: Uint32Array.from(plays, ([user]) => user),
      song: Uint32Array.from(plays, ([, played]) => played),
      count: Float32Array.from(plays, ([, , count]) => count),
    },
    reviews,
    tags: {
      user: Uint32Array.from(tags, ([user]) => user),
      song: Uint32Array.from(tags, ([, tagged]) => tagged),
      tag: Uint32Array.from(tags, ([, , name]) => names.indexOf(name)),
      names,
    },
  }
}
