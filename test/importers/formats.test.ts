import { describe, expect, test } from '@jest/globals'
import { OperatorError } from '../../src/domain/errors.js'
import { importers, openSource } from '../../src/importers/formats.js'
import { fixture, withFile } from './reading.js'

describe('what cannot be opened', () => {
  test.each([
    [
      'an unknown format',
      'mp3',
      '.',
      null,
      /no format is called mp3; use one of lastfm-hetrec, amazon-reviews, msd-triplets, /,
    ],
    [
      'no such file',
      'songs',
      fixture('none.csv'),
      null,
      /none\.csv: no such file; expected a \.jsonl, .* columns id, title/,
    ],
    ['a folder for a file', 'plays', fixture('own'), null, /own is a folder; expected a \.jsonl/],
    [
      'no such folder',
      'lastfm-hetrec',
      fixture('none'),
      null,
      /none: no such folder; expected a folder with artists\.dat/,
    ],
    ['a file for a folder', 'lastfm-hetrec', fixture('own/songs.csv'), null, /songs\.csv is a file; expected a folder/],
    [
      'a side file that is not read',
      'songs',
      fixture('own/songs.csv'),
      'x',
      /--meta x: the format songs has no side file/,
    ],
  ])('%s', async (_, format, path, meta, message) => {
    const opening = async () => openSource(format, path, meta)
    await expect(opening()).rejects.toThrow(OperatorError)
    await expect(opening()).rejects.toThrow(message)
  })

  test('a file of another kind', async () => {
    await withFile('songs.xlsx', 'PK', async path => {
      await expect(openSource('songs', path, null)).rejects.toThrow(
        /songs\.xlsx has another ending; expected a \.jsonl/,
      )
    })
  })
})

test('names are distinct', () => {
  expect(new Set(importers.map(each => each.name)).size).toBe(importers.length)
})
