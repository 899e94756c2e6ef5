import { expect, test } from '@jest/globals'
import { fixture, ofKind, readAll, told, withFile } from './reading.js'

const SONGS = fixture('msd-songs/song_data.csv')

test('titles, artists, releases, years, seconds, and what was measured', async () => {
  const [first] = ofKind(await readAll('msd-songs', SONGS), 'song')
  expect(first).toEqual({
    kind: 'song',
    file: 'song_data.csv',
    line: 2,
    placeholder: false,
    song: {
      id: 'SOA',
      title: 'The Glass Stairs',
      artist: 'Møtley Teacup',
      album: 'Housework',
      year: 1998,
      genres: [],
      tags: [],
      durationSeconds: 201.5,
      // A key of 0 is C, a mode of 0 minor; danceability and energy of 0 were never measured.
      attributes: [
        { name: 'tempo', value: 124.059 },
        { name: 'loudness', value: -9.636 },
        { name: 'key', value: 0 },
        { name: 'mode', value: 0 },
        { name: 'time_signature', value: 4 },
        { name: 'song_hotttnesss', value: 0.5 },
      ],
    },
  })
})

test('what is not known is left out: a year, a duration and a tempo of 0, NaN, empty fields', async () => {
  const csv = 'song_id,title,year,duration,tempo,song_hotttnesss,loudness\nSOA,One,0,0,0.0,nan,\nSOB,Two,,,,NaN,0\n'
  const songs = await withFile('s.csv', csv, async path => ofKind(await readAll('msd-songs', path), 'song'))
  const nothing = { artist: null, album: null, year: null, durationSeconds: null }
  expect(songs.map(({ song }) => song)).toMatchObject([
    { id: 'SOA', ...nothing, attributes: [] },
    { id: 'SOB', ...nothing, attributes: [{ name: 'loudness', value: 0 }] },
  ])
})

test('without a title a placeholder; measured danceability and energy are kept; of a repeated id the last line wins', async () => {
  const items = await readAll('msd-songs', SONGS)
  const songs = ofKind(items, 'song').map(({ line, song, placeholder }) => [line, song.id, song.title, placeholder])
  expect(songs).toEqual([
    [2, 'SOA', 'The Glass Stairs', false],
    [4, 'SOC', 'SOC', true],
    [9, 'SOB', 'Slow Ferry Again', false],
  ])
  expect(ofKind(items, 'song')[1]?.song.attributes).toEqual(
    expect.arrayContaining([
      { name: 'danceability', value: 0.4 },
      { name: 'energy', value: 0.9 },
    ]),
  )
  expect(ofKind(items, 'skipped').map(({ line }) => line)).toEqual([3])
})

test('bad lines are told with their numbers', async () => {
  expect(ofKind(await readAll('msd-songs', SONGS), 'bad').map(told)).toEqual([
    'song_data.csv:5 loudness: "loud" is not accepted; use a number',
    'song_data.csv:6 year: 20100 is not accepted; use a year, 1 to 9999',
    'song_data.csv:7 id: null is not accepted; use a string of 1 to 256 characters',
    expect.stringMatching(/^song_data\.csv:8 3 fields where the header has 16: ,artist_name,/),
  ])
})

test('a header without a column that is needed', async () => {
  await withFile('s.csv', 'id,title\nSOA,One\n', async path => {
    await expect(readAll('msd-songs', path)).rejects.toThrow(/^s\.csv has no column song_id; its header is id,title/)
  })
})
