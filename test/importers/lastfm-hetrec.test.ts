import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import { OperatorError } from '../../src/domain/errors.js'
import { fixture, inFolder, ofKind, readAll, told } from './reading.js'

const FOLDER = fixture('lastfm-hetrec')

test('artists become songs, quotes and accents included', async () => {
  const songs = ofKind(await readAll('lastfm-hetrec', FOLDER), 'song')
  expect(songs.map(({ line, song, placeholder }) => [line, song.id, song.title, song.artist, placeholder])).toEqual([
    [2, '1', 'The "Quoted" Owls', 'The "Quoted" Owls', false],
    [3, '2', 'Møtley Teacup', 'Møtley Teacup', false],
    [5, '4', 'Nine Lamps', 'Nine Lamps', false],
  ])
})

test('weights become plays without a time', async () => {
  const plays = ofKind(await readAll('lastfm-hetrec', FOLDER), 'play')
  const play = { playedAt: null, eventId: null }
  expect(plays).toEqual([
    { kind: 'play', file: 'user_artists.dat', line: 2, play: { userId: '7', songId: '1', count: 120, ...play } },
    { kind: 'play', file: 'user_artists.dat', line: 3, play: { userId: '7', songId: '2', count: 3, ...play } },
    { kind: 'play', file: 'user_artists.dat', line: 5, play: { userId: '8', songId: '4', count: 15, ...play } },
  ])
})

test('tags are read as ISO-8859-1', async () => {
  const tags = ofKind(await readAll('lastfm-hetrec', FOLDER), 'tags')
  expect(tags.map(each => each.tags)).toEqual([
    { userId: '7', songId: '1', tags: ['dream folk'] },
    { userId: '7', songId: '2', tags: ['español'] },
  ])
})

test('unknown artists are skipped, bad lines told with their numbers', async () => {
  const items = await readAll('lastfm-hetrec', FOLDER)
  expect(ofKind(items, 'skipped').map(({ file, line, reason }) => `${file}:${line} ${reason}`)).toEqual([
    'user_artists.dat:6 plays of an unknown artist',
    'user_taggedartists.dat:4 tags of an unknown artist',
  ])
  expect(ofKind(items, 'bad').map(told)).toEqual([
    'artists.dat:4 3 fields where a line has 4: id<tab>name<tab>url<tab>pictureURL',
    'user_artists.dat:4 count: 0 is not accepted; use a whole number, 1 to 1,000,000',
    'user_taggedartists.dat:5 tagID: "5" is not accepted; use an id of tags.dat',
  ])
})

test('each file may be packed, and the tags may be missing', async () => {
  await inFolder(async folder => {
    await cp(FOLDER, folder, { recursive: true })
    for (const name of ['artists.dat', 'user_artists.dat']) {
      await writeFile(join(folder, `${name}.gz`), gzipSync(await readFile(join(folder, name))))
      await rm(join(folder, name))
    }
    await rm(join(folder, 'user_taggedartists.dat'))
    await rm(join(folder, 'tags.dat'))
    const before = (await readAll('lastfm-hetrec', FOLDER)).filter(({ kind }) => kind === 'song' || kind === 'play')
    const after = (await readAll('lastfm-hetrec', folder)).filter(({ kind }) => kind === 'song' || kind === 'play')
    expect(after.map(({ line }) => line)).toEqual(before.map(({ line }) => line))
  })
})

test.each([
  [
    'a missing file',
    'user_artists.dat',
    null,
    /there is no user_artists\.dat in it; expected a folder with artists\.dat/,
  ],
  [
    'another header',
    'artists.dat',
    '1\tNo Header\t\t\n',
    /artists\.dat: the header must be id<tab>name<tab>url<tab>pictureURL/,
  ],
])('%s', async (_, name, content, message) => {
  await inFolder(async folder => {
    await cp(FOLDER, folder, { recursive: true })
    if (content === null) await rm(join(folder, name))
    else await writeFile(join(folder, name), content)
    await expect(readAll('lastfm-hetrec', folder)).rejects.toThrow(OperatorError)
    await expect(readAll('lastfm-hetrec', folder)).rejects.toThrow(message)
  })
})
