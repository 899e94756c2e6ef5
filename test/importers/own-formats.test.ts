import { expect, test } from '@jest/globals'
import { fixture, ofKind, readAll, told, withFile } from './reading.js'

const RAIN = {
  id: 's1',
  title: 'Rain, Again',
  artist: 'Paper Harbour',
  album: null,
  year: 1998,
  genres: ['Rock', 'Folk'],
  tags: [],
  durationSeconds: 201.5,
  attributes: [
    { name: 'tempo', value: 96.5 },
    { name: 'loudness', value: -7 },
  ],
}

test('songs, the same from JSON lines and CSV', async () => {
  const [rain, elan] = ofKind(await readAll('songs', fixture('own/songs.jsonl')), 'song')
  expect(rain).toEqual({ kind: 'song', file: 'songs.jsonl', line: 1, song: RAIN, placeholder: false })
  expect(elan?.song).toMatchObject({ id: 's2', title: 'Élan', artist: null, tags: ['night', 'slow'], attributes: [] })
  const fromCsv = `id,title,artist,year,genres,durationSeconds,attributes,own notes
s1,"Rain, Again",Paper Harbour,1998,Rock|Folk,201.5,tempo=96.5|loudness=-7,passed over`
  const items = await withFile('s.CSV', fromCsv, path => readAll('songs', path))
  expect(ofKind(items, 'song').map(({ song }) => song)).toEqual([RAIN])
})

test('songs: of a repeated id the last line wins; bad lines name field, value and remedy', async () => {
  const items = await readAll('songs', fixture('own/songs.csv'))
  expect(ofKind(items, 'song').map(({ line, song }) => [line, song.title])).toEqual([
    [3, 'Élan'],
    [6, 'Rain, Again (Live)'],
  ])
  expect(ofKind(items, 'skipped')).toEqual([
    { kind: 'skipped', file: 'songs.csv', line: 2, reason: 'repeated later in the file' },
  ])
  expect(ofKind(items, 'bad').map(told)).toEqual([
    'songs.csv:4 year: 0 is not accepted; use a year, 1 to 9999',
    'songs.csv:5 title: null is not accepted; use a string of 1 to 1000 characters',
  ])
})

test('JSON that is not one object a line', async () => {
  expect(ofKind(await readAll('songs', fixture('own/songs.jsonl')), 'bad').map(told)).toEqual([
    'songs.jsonl:3 not a JSON object; write one object a line, without a list around them',
    expect.stringMatching(/^songs\.jsonl:5 not a JSON object on one line: /),
  ])
})

test('attributes that are no numbers', async () => {
  const items = await withFile('s.csv', 'id,title,attributes\na,A,tempo\nb,B,a=b=2\nc,C,tempo=fast', path =>
    readAll('songs', path),
  )
  expect(ofKind(items, 'song').map(({ song }) => song.attributes)).toEqual([[{ name: 'a=b', value: 2 }]])
  expect(ofKind(items, 'bad').map(told)).toEqual([
    's.csv:2 attributes.0.value: null is not accepted; use a finite number',
    's.csv:4 attributes.0.value: "fast" is not accepted; use a finite number',
  ])
})

test('plays: a count of 1 where none is given; none is dropped for being alike', async () => {
  const items = await readAll('plays', fixture('own/plays.csv'))
  expect(ofKind(items, 'play').map(({ line, play }) => [line, ...Object.values(play)])).toEqual([
    [2, 'u1', 's1', 3, new Date('2024-02-29T10:00:00Z'), null],
    [3, 'u1', 's1', 3, new Date('2024-02-29T10:00:00Z'), null],
    [4, 'u2', 's2', 1, null, 'e-1'],
    [5, 'u2', 's2', 1, null, 'e-1'],
    [7, 'u2', 'nowhere', 1, null, null],
  ])
  expect(ofKind(items, 'bad').map(told)).toEqual([
    'plays.csv:6 count: 0 is not accepted; use a whole number, 1 to 1,000,000',
    'plays.csv:8 playedAt: "2024-02-30T10:00:00Z" is not accepted; use an ISO 8601 instant',
  ])
})

test('reviews: with the time they were written, the last of a pair', async () => {
  const items = await readAll('reviews', fixture('own/reviews.jsonl'))
  expect(ofKind(items, 'review').map(({ line, review }) => [line, review.rating, review.createdAt])).toEqual([
    [1, 4.5, new Date('2021-03-04T03:06:07Z')],
    [3, 3, null],
    [5, null, null],
  ])
  expect(ofKind(items, 'bad').map(told)).toEqual([
    'reviews.jsonl:4 text: "   " is not accepted; write at least one character that is not blank',
  ])
})

test('tags', async () => {
  expect(ofKind(await readAll('tags', fixture('own/tags.csv')), 'tags').map(({ line, tags }) => [line, tags])).toEqual([
    [2, { userId: 'u1', songId: 's1', tags: ['night', 'rain'] }],
    [3, { userId: 'u1', songId: 's1', tags: ['rain'] }],
    [4, { userId: 'u2', songId: 'nowhere', tags: ['night', 'rain'] }],
  ])
})
