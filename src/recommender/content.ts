import { foldedName } from '../domain/folded-name.js'
import type { Song } from '../domain/song.js'
import type { TagColumns } from '../domain/training-data.js'
import { type AttributeLimits, attributeLimits, attributesOf, tokensOf } from './content-tokens.js'
import { type CsrRows, type SongVector, stackedRows } from './interactions.js'
import type { SongTokens } from './song-tokens.js'

/**
 * What songs are made of, as weighted tokens: artist, album, genres, decade, the catalogue's tags and the users', and
 * measured attributes by the fifth of the songs among which they lie.
 */
export interface ContentModel extends SongTokens {
  /** `kind:name`, such as `genre:jazz`. */
  readonly tokens: readonly string[]
  /** Dense number of the song's artist, folded; -1 where unknown. */
  readonly artist: Int32Array
  /** NaN where unknown. */
  readonly year: Float32Array
  readonly limits: AttributeLimits
}

/**
 * tf-idf of the tokens: idf = ln(songs / songs with the token), tf = 1 + ln(times given), where each user who gives a tag
 * and the catalogue's own entry count as one time each. Tokens of a single song say nothing about another and are left out.
 * All attributes of a song together weigh as one token: an embedding of hundreds of numbers must not drown its genres.
 */
export function fitContent(songs: readonly Song[], tags: TagColumns): ContentModel {
  const limits = attributeLimits(songs)
  const counts = songs.map(song => new Map([...tokensOf(song), ...attributesOf(song, limits)]))
  for (let i = 0; i < tags.user.length; i++) {
    const token = `tag:${foldedName(tags.names[tags.tag[i]])}`
    const row = counts[tags.song[i]]
    row.set(token, (row.get(token) ?? 0) + 1)
  }
  const songsWith = new Map<string, number>()
  for (const row of counts) for (const token of row.keys()) songsWith.set(token, (songsWith.get(token) ?? 0) + 1)
  const index = new Map<string, number>()
  for (const [token, count] of songsWith) if (count > 1) index.set(token, index.size)
  const idf = Float64Array.from(index.keys(), token => Math.log(songs.length / (songsWith.get(token) ?? 1)))
  return {
    tokens: [...index.keys()],
    ...rowsOf(counts, index, idf),
    artist: numberArtists(songs),
    year: Float32Array.from(songs, ({ year }) => year ?? Number.NaN),
    limits,
  }
}

/** The model with further songs behind its own, of the tokens that it knows. Artists are numbered by `before` and these. */
export function withContentOf(
  model: ContentModel,
  before: readonly (Song | undefined)[],
  further: readonly Song[],
): ContentModel {
  const { tokens, rowStart, columns, values, year, limits } = model
  const songs = rowStart.length - 1
  const index = new Map(tokens.map((token, column) => [token, column]))
  const songsWith = new Uint32Array(tokens.length)
  for (const column of columns) songsWith[column]++
  const idf = Float64Array.from(songsWith, count => Math.log(songs / count))
  const counts = further.map(song => new Map([...tokensOf(song), ...attributesOf(song, limits)]))
  const rows = rowsOf(counts, index, idf)
  return {
    tokens,
    ...stackedRows({ rowStart, columns, values }, rows),
    artist: numberArtists([...before, ...further]),
    year: Float32Array.of(...year, ...further.map(song => song.year ?? Number.NaN)),
    limits,
  }
}

/** Each song's tokens as a row of length 1, in columns by `index`; others are left out. */
function rowsOf(
  counts: readonly ReadonlyMap<string, number>[],
  index: ReadonlyMap<string, number>,
  idf: Float64Array,
): CsrRows {
  const rowStart = new Uint32Array(counts.length + 1)
  const columns: number[] = []
  const values: number[] = []
  counts.forEach((row, song) => {
    const entries: [number, number][] = []
    for (const [token, count] of row) {
      const column = index.get(token)
      if (column !== undefined) entries.push([column, termFrequency(count) * idf[column]])
    }
    const length = Math.hypot(...entries.map(([, value]) => value))
    entries.sort(([a], [b]) => a - b)
    for (const [column, value] of entries) {
      columns.push(column)
      values.push(length === 0 ? 0 : value / length)
    }
    rowStart[song + 1] = columns.length
  })
  return { rowStart, columns: Uint32Array.from(columns), values: Float32Array.from(values) }
}

/** 1 + ln of whole times; a part of one time is itself. */
function termFrequency(times: number): number {
  return times < 1 ? times : 1 + Math.log(times)
}

function numberArtists(songs: readonly (Song | undefined)[]): Int32Array {
  const numbers = new Map<string, number>()
  return Int32Array.from(songs, song => {
    if (!song || song.artist === null) return -1
    const name = foldedName(song.artist)
    const number = numbers.get(name) ?? numbers.size
    numbers.set(name, number)
    return number
  })
}

/** Mean year of the history's songs, each weighted by ln(1 + value); NaN where no year is known. */
export function meanYear({ year }: ContentModel, history: SongVector): number {
  let sum = 0
  let total = 0
  history.songs.forEach((song, i) => {
    if (Number.isNaN(year[song])) return
    const weight = Math.log1p(history.values[i])
    sum += weight * year[song]
    total += weight
  })
  return sum / total
}

/** By number of the artist, the share of the history's weight ln(1 + value) that is theirs; in (0, 1]. */
export function artistShares({ artist }: ContentModel, history: SongVector): Map<number, number> {
  const shares = new Map<number, number>()
  let total = 0
  history.songs.forEach((song, i) => {
    const weight = Math.log1p(history.values[i])
    total += weight
    if (artist[song] >= 0) shares.set(artist[song], (shares.get(artist[song]) ?? 0) + weight)
  })
  for (const [number, weight] of shares) shares.set(number, weight / total)
  return shares
}

/**
 * What a song shares with a history: tokens by what they add to the content score, most first; ties by column.
 * @param profile `tokenProfile` of the history
 */
export function sharedTokens(model: ContentModel, profile: Float32Array, song: number): string[] {
  const { tokens, rowStart, columns, values } = model
  const gains: { token: string; gain: number }[] = []
  for (let at = rowStart[song]; at < rowStart[song + 1]; at++) {
    const gain = profile[columns[at]] * values[at]
    if (gain > 0) gains.push({ token: tokens[columns[at]], gain })
  }
  return gains.sort((a, b) => b.gain - a.gain).map(({ token }) => token)
}
