import { BadInputError, OperatorError } from '../domain/errors.js'
import { checkPlay, checkSong } from '../domain/input.js'
import { unnamedSong } from '../domain/song.js'
import { checked } from './checked.js'
import { numberOf } from './fields.js'
import { type ByteMeter, filesIn, meterOf, plainOrGz, type SourceFile } from './files.js'
import type { Importer, ImportItem } from './importer.js'
import { type MentionedSongs, songsThenPlays } from './mentioned-songs.js'
import { separatedRows } from './separated.js'

const EXPECTS =
  'a folder with user_artist_data.txt, artist_data.txt and artist_alias.txt, each plain or .gz (or with one ending before .txt, such as _small)'

interface Files {
  readonly plays: SourceFile
  readonly artists: SourceFile
  readonly aliases: SourceFile
}

/**
 * Audioscrobbler's play counts of artists (2005), without times. An artist stands where we have a song: its title and its
 * artist are the artist's name. Songs are the artists that were played. Some artists have several ids: the alias file
 * tells which of them to use, and plays of the others go there. The name of an artist that has none is its id.
 */
export const audioscrobbler: Importer = {
  name: 'audioscrobbler',
  description: 'Audioscrobbler 2005: a folder with play counts, artists and their aliases',
  expects: EXPECTS,
  takesMeta: false,
  async open(path) {
    const files = await find(path)
    const { plays, artists, aliases } = files
    const bytes = meterOf(aliases, plays, artists, plays, plays)
    return { bytes, items: items(files, bytes) }
  },
}

async function find(folder: string): Promise<Files> {
  const names = await filesIn(folder, EXPECTS)
  const parts = new Set(names.flatMap(name => /^user_artist_data(.*)\.txt(?:\.gz)?$/.exec(name)?.[1] ?? []))
  if (parts.size > 1) {
    const found = [...parts].map(part => `user_artist_data${part}.txt`)
    throw new OperatorError(
      `${folder}: several files could be the plays (${found.join(', ')}); leave one in the folder`,
    )
  }
  const [part = ''] = parts
  // Of the plays there are small copies that go with the files of the whole.
  const needed = async (name: string) => {
    for (const each of [`${name}${part}.txt`, `${name}.txt`]) {
      const found = await plainOrGz(folder, names, each, EXPECTS)
      if (found !== null) return found
    }
    throw new OperatorError(`${folder}: there is no ${name}${part}.txt in it; expected ${EXPECTS}`)
  }
  return {
    plays: await needed('user_artist_data'),
    artists: await needed('artist_data'),
    aliases: await needed('artist_alias'),
  }
}

async function* items(files: Files, meter: ByteMeter): AsyncGenerator<ImportItem, void, undefined> {
  const aliases = new Aliases()
  for await (const row of separatedRows(files.aliases, meter, ['bad', 'good'], { header: 'none' })) {
    yield checked(row, ({ bad, good }) => aliases.add(artistId(bad), artistId(good)))
  }
  yield* songsThenPlays(
    () => playsOf(files.plays, meter, aliases),
    mentioned => songsOf(files.artists, meter, aliases, mentioned),
  )
}

async function* playsOf(
  file: SourceFile,
  meter: ByteMeter,
  aliases: Aliases,
): AsyncGenerator<ImportItem, void, undefined> {
  const columns = ['user', 'artist', 'count'] as const
  for await (const row of separatedRows(file, meter, columns, { separator: ' ', header: 'none' })) {
    yield checked(row, ({ user: userId, artist, count }) => {
      const songId = `${aliases.resolve(artistId(artist))}`
      return { kind: 'play', play: checkPlay({ userId, songId, count: numberOf(count) ?? count }, '') }
    })
  }
}

async function* songsOf(
  file: SourceFile,
  meter: ByteMeter,
  aliases: Aliases,
  mentioned: MentionedSongs,
): AsyncGenerator<ImportItem, void, undefined> {
  for await (const row of separatedRows(file, meter, ['artist', 'name'], { header: 'none' })) {
    yield checked(row, values => {
      const artist = artistId(values.artist)
      const id = `${artist}`
      const name = values.name.trim()
      const song = checkSong({ ...unnamedSong(id), title: name, artist: name }, '')
      if (aliases.resolve(artist) !== artist) return { kind: 'skipped', reason: 'name of an artist under another id' }
      if (!mentioned.isMissing(id)) return { kind: 'skipped', reason: 'name of an artist without plays here' }
      mentioned.give(id)
      return { kind: 'song', song, placeholder: false }
    })
  }
}

/** Which id to use instead of another; numbers, since there are hundreds of thousands. */
class Aliases {
  private readonly better = new Map<number, number>()

  /** @throws BadInputError for a second alias of an id, or one that would lead back to it */
  add(bad: number, good: number): { kind: 'noted' } | { kind: 'skipped'; reason: string } {
    if (bad === good) return { kind: 'skipped', reason: 'alias of an artist to itself' }
    if (this.better.has(bad)) throw new BadInputError('bad', bad, 'give each id one alias')
    if (this.resolve(good) === bad) throw new BadInputError('good', good, `use an id whose alias is not ${bad} again`)
    this.better.set(bad, good)
    return { kind: 'noted' }
  }

  /** The id at the end of a chain of aliases; most have none. */
  resolve(id: number): number {
    let found = id
    for (let next = this.better.get(found); next !== undefined; next = this.better.get(found)) found = next
    return found
  }
}

/** @throws BadInputError for what is no artist's id */
function artistId(text: string): number {
  if (!/^(0|[1-9]\d{0,9})$/.test(text))
    throw new BadInputError('artist', text, 'use a whole number below 10,000,000,000')
  return Number(text)
}
