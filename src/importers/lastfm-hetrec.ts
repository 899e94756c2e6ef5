import { BadInputError, OperatorError } from '../domain/errors.js'
import { checkPlay, checkSong, checkTags } from '../domain/input.js'
import { unnamedSong } from '../domain/song.js'
import { checked } from './checked.js'
import { numberOf } from './fields.js'
import { type ByteMeter, filesIn, meterOf, plainOrGz, type SourceFile } from './files.js'
import type { Importer, ImportItem } from './importer.js'
import { separatedRows } from './separated.js'

const EXPECTS =
  'a folder with artists.dat and user_artists.dat, and tags.dat with user_taggedartists.dat, each plain or .gz'

interface Files {
  readonly artists: SourceFile
  readonly plays: SourceFile
  /** Null where the folder has none. */
  readonly tags: { readonly names: SourceFile; readonly assignments: SourceFile } | null
}

/**
 * HetRec 2011 Last.fm 2K: play counts and tags of artists. An artist stands where we have a song: its title and its artist
 * are the artist's name. Plays have no time. Of tag assignments the day is left out: some are impossible.
 * @see Cantador, Brusilovsky, Kuflik, HetRec workshop, RecSys 2011
 */
export const lastfmHetrec: Importer = {
  name: 'lastfm-hetrec',
  description: 'HetRec 2011 Last.fm 2K: a folder with artists, play counts and tags',
  expects: EXPECTS,
  takesMeta: false,
  async open(path) {
    const files = await find(path)
    const bytes = meterOf(files.artists, files.plays, ...(files.tags ? [files.tags.names, files.tags.assignments] : []))
    return { bytes, items: items(files, bytes) }
  },
}

async function find(folder: string): Promise<Files> {
  const names = await filesIn(folder, EXPECTS)
  const file = (name: string) => plainOrGz(folder, names, name, EXPECTS)
  const needed = async (name: string) => {
    const found = await file(name)
    if (found === null) throw new OperatorError(`${folder}: there is no ${name} in it; expected ${EXPECTS}`)
    return found
  }
  const assignments = await file('user_taggedartists.dat')
  return {
    artists: await needed('artists.dat'),
    plays: await needed('user_artists.dat'),
    tags: assignments && { names: await needed('tags.dat'), assignments },
  }
}

async function* items(files: Files, meter: ByteMeter): AsyncGenerator<ImportItem, void, undefined> {
  const artistIds = new Set<string>()
  for await (const row of separatedRows(files.artists, meter, ['id', 'name', 'url', 'pictureURL'])) {
    yield checked(row, ({ id, name }) => {
      const song = checkSong({ ...unnamedSong(id), title: name, artist: name }, '')
      if (artistIds.has(id)) throw new BadInputError('id', id, 'use each id once')
      artistIds.add(id)
      return { kind: 'song', song, placeholder: false }
    })
  }
  for await (const row of separatedRows(files.plays, meter, ['userID', 'artistID', 'weight'])) {
    yield checked(row, ({ userID, artistID, weight }) => {
      const play = checkPlay({ userId: userID, songId: artistID, count: numberOf(weight) ?? weight }, '')
      return artistIds.has(artistID)
        ? { kind: 'play', play }
        : { kind: 'skipped', reason: 'plays of an unknown artist' }
    })
  }
  if (files.tags === null) return
  const tagNames = new Map<string, string>()
  for await (const row of separatedRows(files.tags.names, meter, ['tagID', 'tagValue'], { encoding: 'latin1' })) {
    yield checked(row, ({ tagID, tagValue }) => {
      tagNames.set(tagID, tagValue)
      return { kind: 'noted' }
    })
  }
  const columns = ['userID', 'artistID', 'tagID', 'day', 'month', 'year'] as const
  for await (const row of separatedRows(files.tags.assignments, meter, columns)) {
    yield checked(row, ({ userID, artistID, tagID }) => {
      const name = tagNames.get(tagID)
      if (name === undefined) throw new BadInputError('tagID', tagID, 'use an id of tags.dat')
      const tags = checkTags({ userId: userID, songId: artistID, tags: [name] })
      return artistIds.has(artistID) ? { kind: 'tags', tags } : { kind: 'skipped', reason: 'tags of an unknown artist' }
    })
  }
}
