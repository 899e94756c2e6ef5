import { dirname } from 'node:path'
import { checkPlay } from '../domain/input.js'
import { checked } from './checked.js'
import { checkHeader, csvRows, type Row } from './csv.js'
import { numberOf, valueOfField } from './fields.js'
import { type ByteMeter, filesIn, findFile, meterOf, plainOrGz, type SourceFile } from './files.js'
import type { BadLine, Importer, ImportItem } from './importer.js'
import { type MentionedSongs, songsThenPlays } from './mentioned-songs.js'
import { MSD_SONG_COLUMNS, msdSongOf } from './msd-songs.js'
import { separatedRows } from './separated.js'

const EXPECTS =
  'a file of lines user<tab>song<tab>count, with or without the header user_id<tab>song_id<tab>listen_count'
const TITLES = 'song_titles.tsv'
const TITLE_COLUMNS = ['song_id', 'title', 'release', 'artist_name', 'year'] as const
const EXPECTS_TITLES = `a file with the header ${TITLE_COLUMNS.join('<tab>')}, or a .csv file with these columns`

/**
 * The Taste Profile of the Million Song Dataset: how often a user played a song, without times. Songs are those that were
 * played; titles, artists, releases and years come from the file beside it.
 * @see McFee, Bertin-Mahieux, Ellis and Lanckriet, WWW 2012 Companion
 */
export const msdTriplets: Importer = {
  name: 'msd-triplets',
  description: `Million Song Taste Profile: user, song and count by tabs (titles from ${TITLES} beside it)`,
  expects: EXPECTS,
  takesMeta: true,
  async open(path, meta) {
    const file = await findFile(path, EXPECTS)
    const titles = meta === null ? await titlesBeside(path) : await findFile(meta, EXPECTS_TITLES)
    const bytes = meterOf(file, file, file, ...(titles ? [titles] : []))
    const items = songsThenPlays(
      () => playsOf(file, bytes),
      mentioned => songsOf(titles, bytes, mentioned),
    )
    return { bytes, items }
  },
}

async function titlesBeside(path: string): Promise<SourceFile | null> {
  const folder = dirname(path)
  return plainOrGz(folder, await filesIn(folder, EXPECTS), TITLES, EXPECTS_TITLES)
}

async function* playsOf(file: SourceFile, meter: ByteMeter): AsyncGenerator<ImportItem, void, undefined> {
  const columns = ['user_id', 'song_id', 'listen_count'] as const
  for await (const row of separatedRows(file, meter, columns, { header: 'optional' })) {
    yield checked(row, ({ user_id: userId, song_id: songId, listen_count: count }) => ({
      kind: 'play',
      play: checkPlay({ userId, songId, count: numberOf(count) ?? count }, ''),
    }))
  }
}

/** Of songs listed twice the first counts. */
async function* songsOf(
  titles: SourceFile | null,
  meter: ByteMeter,
  mentioned: MentionedSongs,
): AsyncGenerator<ImportItem, void, undefined> {
  if (titles === null) return
  for await (const row of titleRows(titles, meter)) {
    if (row.kind === 'row') checkHeader(row, ['song_id', 'title'])
    yield checked(row, fields => {
      const { song_id: id } = fields
      if (id !== undefined && id !== '' && !mentioned.isMissing(id)) {
        return { kind: 'skipped', reason: 'title of a song without plays here' }
      }
      const values = Object.entries(MSD_SONG_COLUMNS).map(([name, kind]) => [
        name,
        valueOfField(kind, fields[name] ?? ''),
      ])
      const song = msdSongOf(Object.fromEntries(values))
      mentioned.give(song.song.id)
      return song
    })
  }
}

/** A .csv file may have more columns: that of `msd-songs` will do. */
function titleRows(titles: SourceFile, meter: ByteMeter): AsyncIterable<Row | BadLine> {
  return /\.csv(\.gz)?$/i.test(titles.name) ? csvRows(titles, meter) : separatedRows(titles, meter, TITLE_COLUMNS)
}
