import { BadInputError } from '../domain/errors.js'
import { checkSong } from '../domain/input.js'
import { type Attribute, unnamedSong } from '../domain/song.js'
import type { ColumnKind } from './fields.js'
import type { Place, SongRecord } from './importer.js'
import { tableFormat } from './table-format.js'

const MEASURED = [
  'tempo',
  'loudness',
  'key',
  'mode',
  'time_signature',
  'song_hotttnesss',
  'artist_hotttnesss',
  'artist_familiarity',
  'danceability',
  'energy',
]
/**
 * Where 0 says that nothing was measured: music has a tempo and a metre where they can be told, and of danceability and
 * energy, which the set names and never filled in, every song has 0. A key of 0 is C, a mode of 0 minor.
 */
const ZERO_IS_UNKNOWN: ReadonlySet<string> = new Set(['tempo', 'time_signature', 'danceability', 'energy'])

/** In the words of the Million Song Dataset. */
export const MSD_SONG_COLUMNS: Readonly<Record<string, ColumnKind>> = {
  song_id: 'text',
  title: 'text',
  artist_name: 'text',
  release: 'text',
  year: 'number',
  duration: 'number',
  ...Object.fromEntries(MEASURED.map(name => [name, 'number' as const])),
}

/**
 * Songs of the Million Song Dataset: title, artist, release, year, duration in seconds, and what was measured of them.
 * What is empty, NaN, or a year or duration of 0 is unknown. Of a repeated id the last line wins.
 * @see Bertin-Mahieux, Ellis, Whitman and Lamere, ISMIR 2011
 */
export const msdSongs = tableFormat<SongRecord>({
  name: 'msd-songs',
  description: 'Million Song subset: a CSV of songs with years, tempo, loudness and the like',
  columns: MSD_SONG_COLUMNS,
  required: ['song_id', 'title'],
  read: msdSongOf,
  keyOf: ({ song }) => [song.id, ''],
})

/**
 * @param values by the names of `MSD_SONG_COLUMNS`; any but song_id may be missing
 * @throws BadInputError for a value that is not what its column holds
 */
export function msdSongOf(values: Readonly<Record<string, unknown>>): Omit<SongRecord, keyof Place> {
  const { song_id: id, title, artist_name, release, year, duration } = values
  const name = trimmed(title)
  const song = checkSong(
    {
      ...unnamedSong(''),
      id,
      title: name ?? id,
      artist: trimmed(artist_name),
      album: trimmed(release),
      year: known(year, 0),
      durationSeconds: known(duration, 0),
      attributes: MEASURED.flatMap(name => attributeOf(name, values[name])),
    },
    '',
  )
  return { kind: 'song', song, placeholder: name === null }
}

/** Null for a blank text; anything else that is no text as it is, for a check to judge. */
function trimmed(value: unknown): unknown {
  return typeof value === 'string' ? value.trim() || null : (value ?? null)
}

/** Null where a number is not known. @param unknown the number that says so, beside NaN and no number at all */
function known(value: unknown, unknown: number | null): unknown {
  if (typeof value === 'string' && /^\s*nan\s*$/i.test(value)) return null
  return value === unknown ? null : (value ?? null)
}

function attributeOf(name: string, given: unknown): Attribute[] {
  const value = known(given, ZERO_IS_UNKNOWN.has(name) ? 0 : null)
  if (value === null) return []
  if (typeof value !== 'number') throw new BadInputError(name, value, 'use a number')
  return [{ name, value }]
}
