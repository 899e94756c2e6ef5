import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import { fixture, inFolder, ofKind, readAll, told, withFile } from './reading.js'

const TRIPLETS = fixture('msd-triplets/triplets.tsv')
const songsIn = (items: Awaited<ReturnType<typeof readAll>>) =>
  ofKind(items, 'song').map(({ line, song: { id, title, artist, album, year }, placeholder }) => [
    line,
    id,
    title,
    artist,
    album,
    year,
    placeholder,
  ])

test('songs are those that were played, before their plays; without a title a placeholder', async () => {
  const items = await readAll('msd-triplets', TRIPLETS)
  expect(songsIn(items)).toEqual([
    [2, 'SOA', 'The "Glass" Stairs', 'Møtley Teacup', 'Housework', 1998, false],
    [4, 'SOB', 'Slow Ferry', 'Nine Lamps', null, null, false],
    [9, 'SOD', 'SOD', null, null, null, true],
  ])
  expect(items.findIndex(item => item.kind === 'play')).toBeGreaterThan(
    items.findLastIndex(item => item.kind === 'song'),
  )
})

test('each line is plays, without a time', async () => {
  const plays = ofKind(await readAll('msd-triplets', TRIPLETS), 'play')
  const play = { playedAt: null, eventId: null }
  expect(plays).toEqual([
    { kind: 'play', file: 'triplets.tsv', line: 2, play: { userId: 'u1', songId: 'SOA', count: 3, ...play } },
    { kind: 'play', file: 'triplets.tsv', line: 3, play: { userId: 'u1', songId: 'SOB', count: 1, ...play } },
    { kind: 'play', file: 'triplets.tsv', line: 4, play: { userId: 'u1', songId: 'SOA', count: 2, ...play } },
    { kind: 'play', file: 'triplets.tsv', line: 9, play: { userId: 'u2', songId: 'SOD', count: 7, ...play } },
  ])
})

test('bad lines are told with their numbers, titles of no use skipped', async () => {
  const items = await readAll('msd-triplets', TRIPLETS)
  expect(ofKind(items, 'bad').map(told)).toEqual([
    'song_titles.tsv:6 year: -5 is not accepted; use a year, 1 to 9999',
    'triplets.tsv:6 count: "many" is not accepted; use a whole number, 1 to 1,000,000',
    'triplets.tsv:7 count: "" is not accepted; use a whole number, 1 to 1,000,000',
    'triplets.tsv:8 2 fields where a line has 3: user_id<tab>song_id<tab>listen_count',
  ])
  expect(ofKind(items, 'skipped').map(({ line, reason }) => `${line} ${reason}`)).toEqual([
    '3 title of a song without plays here',
    '5 title of a song without plays here',
  ])
})

test('the original form has no header and no titles; packed is the same', async () => {
  const lines = 'u1\tSOA\t3\nu2\tSOA\t1\n'
  const read = (name: string, content: string | Uint8Array) =>
    withFile(name, content, path => readAll('msd-triplets', path))
  const items = await read('train_triplets.txt', lines)
  expect(items.map(({ kind, line }) => [kind, line])).toEqual([
    ['song', 1],
    ['play', 1],
    ['play', 2],
  ])
  expect((await read('train_triplets.txt.gz', gzipSync(lines))).map(({ kind }) => kind)).toEqual([
    'song',
    'play',
    'play',
  ])
})

test('titles may be packed, lie elsewhere, and be the CSV of msd-songs', async () => {
  await inFolder(async folder => {
    const path = join(folder, 'triplets.tsv')
    await cp(TRIPLETS, path)
    const placeholders = songsIn(await readAll('msd-triplets', path))
    expect(placeholders.map(([, id, title]) => id === title)).toEqual([true, true, true])
    const elsewhere = await readAll('msd-triplets', path, fixture('msd-triplets/song_titles.tsv'))
    expect(songsIn(elsewhere)).toEqual(songsIn(await readAll('msd-triplets', TRIPLETS)))
    const csv = songsIn(await readAll('msd-triplets', path, fixture('msd-songs/song_data.csv')))
    expect(csv[0]).toEqual([2, 'SOA', 'The Glass Stairs', 'Møtley Teacup', 'Housework', 1998, false])
    const packed = gzipSync(await readFile(fixture('msd-triplets/song_titles.tsv')))
    await writeFile(join(folder, 'song_titles.tsv.gz'), packed)
    expect(songsIn(await readAll('msd-triplets', path))).toEqual(songsIn(elsewhere))
  })
})

test.each([
  [
    't.tsv',
    'id\ttitle\nSOA\tOne\n',
    /t\.tsv: the header must be song_id<tab>title<tab>release<tab>artist_name<tab>year/,
  ],
  ['t.csv', 'id,title\nSOA,One\n', /t\.csv has no column song_id; its header is id,title/],
])('titles with another header: %s', async (name, content, message) => {
  await withFile(name, content, async path => {
    await expect(readAll('msd-triplets', TRIPLETS, path)).rejects.toThrow(message)
  })
})
