import { type Song, unnamedSong } from '../domain/song.js'
import type { PlayColumns, TagColumns, TrainingData, TrainingReview } from '../domain/training-data.js'

/** A growing column of whole numbers or counts. */
class Column {
  private values = new Float64Array(1024)
  length = 0

  push(value: number): void {
    if (this.length === this.values.length) {
      const longer = new Float64Array(this.length * 2)
      longer.set(this.values)
      this.values = longer
    }
    this.values[this.length++] = value
  }

  at(index: number): number {
    return this.values[index]
  }
}

/** Collects records, in any order, into the columns of TrainingData. Indices follow the order of first appearance. */
export class TrainingDataBuilder {
  private readonly users = new Map<string, number>()
  private readonly songs = new Map<string, number>()
  private readonly tagNames = new Map<string, number>()
  private readonly catalogue: (Song | null)[] = []
  private readonly plays = { user: new Column(), song: new Column(), count: new Column(), at: new Column() }
  private readonly tags = { user: new Column(), song: new Column(), tag: new Column() }
  private readonly reviews: TrainingReview[] = []

  /** Of a repeated id the last one counts, unless it is a placeholder. */
  addSong(song: Song, placeholder = false): void {
    const index = this.songOf(song.id)
    if (!placeholder || this.catalogue[index] === null) this.catalogue[index] = song
  }

  /** @param withTimes keeps when the last play of each pair was: 8 bytes more for every record of plays */
  constructor(private readonly withTimes = false) {}

  /**
   * Plays of the same pair add up.
   * @param at when, or null where that is unknown
   */
  addPlays(userId: string, songId: string, count: number, at: Date | null = null): void {
    this.plays.user.push(indexIn(this.users, userId))
    this.plays.song.push(this.songOf(songId))
    this.plays.count.push(count)
    if (this.withTimes) this.plays.at.push(at?.getTime() ?? Number.NaN)
  }

  /** A repeated assignment counts once. */
  addTag(userId: string, songId: string, tag: string): void {
    this.tags.user.push(indexIn(this.users, userId))
    this.tags.song.push(this.songOf(songId))
    this.tags.tag.push(indexIn(this.tagNames, tag))
  }

  /** At most one of each (user, song) pair: sources keep to that. */
  addReview(userId: string, songId: string, review: Omit<TrainingReview, 'user' | 'song'>): void {
    this.reviews.push({ user: indexIn(this.users, userId), song: this.songOf(songId), ...review })
  }

  hasSong(songId: string): boolean {
    return this.songs.has(songId)
  }

  /** A song that was only spoken of has its id as title. */
  build(): TrainingData {
    const songIds = [...this.songs.keys()]
    return {
      userIds: [...this.users.keys()],
      songs: songIds.map((id, index) => this.catalogue[index] ?? unnamedSong(id)),
      plays: this.playColumns(),
      reviews: this.reviews,
      tags: this.tagColumns(),
    }
  }

  private songOf(id: string): number {
    const index = indexIn(this.songs, id)
    if (index === this.catalogue.length) this.catalogue.push(null)
    return index
  }

  private playColumns(): PlayColumns {
    const { user, song, count, at } = this.plays
    const rows = distinctRows(user, this.users.size, row => song.at(row))
    const sums = new Float32Array(rows.first.length)
    for (let row = 0; row < count.length; row++) sums[rows.of[row]] += count.at(row)
    const columns = { user: picked(user, rows.first), song: picked(song, rows.first), count: sums }
    if (!this.withTimes) return columns
    const lastPlayedAt = new Float64Array(rows.first.length).fill(Number.NaN)
    for (let row = 0; row < at.length; row++) {
      // Nothing is less than NaN: a known time replaces an unknown one, and never the other way round.
      if (!(at.at(row) <= lastPlayedAt[rows.of[row]]) && !Number.isNaN(at.at(row)))
        lastPlayedAt[rows.of[row]] = at.at(row)
    }
    return { ...columns, lastPlayedAt }
  }

  private tagColumns(): TagColumns {
    const { user, song, tag } = this.tags
    const names = [...this.tagNames.keys()]
    const { first } = distinctRows(user, this.users.size, row => song.at(row) * names.length + tag.at(row))
    return { user: picked(user, first), song: picked(song, first), tag: picked(tag, first), names }
  }
}

function indexIn(indices: Map<string, number>, id: string): number {
  const known = indices.get(id)
  if (known !== undefined) return known
  indices.set(id, indices.size)
  return indices.size - 1
}

function picked(column: Column, rows: Uint32Array): Uint32Array {
  return rows.map(row => column.at(row))
}

/**
 * Which rows have the same user and key. One user's keys are in memory at a time: one map of all pairs would outgrow what
 * a Map can hold.
 * @param keyOf a row's key among its user's rows: an integer below 2^53
 * @returns `first`: the first row of each distinct (user, key), by user; `of`: for each row its position in `first`
 */
function distinctRows(
  user: Column,
  userCount: number,
  keyOf: (row: number) => number,
): { first: Uint32Array; of: Uint32Array } {
  const { length } = user
  const ends = new Uint32Array(userCount + 1)
  for (let row = 0; row < length; row++) ends[user.at(row) + 1] += 1
  for (let index = 0; index < userCount; index++) ends[index + 1] += ends[index]
  const starts = ends.slice(0, userCount)
  const byUser = new Uint32Array(length)
  for (let row = 0; row < length; row++) byUser[starts[user.at(row)]++] = row

  const first = new Uint32Array(length)
  const of = new Uint32Array(length)
  let found = 0
  let keys = new Map<number, number>()
  let current = -1
  for (const row of byUser) {
    if (user.at(row) !== current) keys = new Map()
    current = user.at(row)
    const position = keys.get(keyOf(row)) ?? found
    if (position === found) {
      keys.set(keyOf(row), found)
      first[found++] = row
    }
    of[row] = position
  }
  return { first: first.slice(0, found), of }
}
