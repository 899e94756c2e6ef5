import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { OperatorError } from '../../src/domain/errors.js'
import { checkPlay, checkReview, checkSong, checkTags } from '../../src/domain/input.js'
import { importers } from '../../src/importers/formats.js'
import type { ImportItem } from '../../src/importers/importer.js'
import { fixture, inFolder, readAll } from './reading.js'

/** Of each format: the folder of its fixture, the files that are spoilt, and what `open` is given. */
const SOURCES: Readonly<Record<string, { folder: string; files: readonly string[]; path: string }>> = {
  'lastfm-hetrec': {
    folder: 'lastfm-hetrec',
    files: ['artists.dat', 'user_artists.dat', 'tags.dat', 'user_taggedartists.dat'],
    path: '.',
  },
  'amazon-reviews': {
    folder: 'amazon-2014',
    files: ['reviews_Tunes_5.json', 'meta_Tunes.pydict.txt'],
    path: 'reviews_Tunes_5.json',
  },
  'msd-triplets': { folder: 'msd-triplets', files: ['triplets.tsv', 'song_titles.tsv'], path: 'triplets.tsv' },
  'msd-songs': { folder: 'msd-songs', files: ['song_data.csv'], path: 'song_data.csv' },
  audioscrobbler: {
    folder: 'audioscrobbler',
    files: ['user_artist_data.txt', 'artist_data.txt', 'artist_alias.txt'],
    path: '.',
  },
  songs: { folder: 'own', files: ['songs.csv'], path: 'songs.csv' },
  plays: { folder: 'own', files: ['plays.csv'], path: 'plays.csv' },
  reviews: { folder: 'own', files: ['reviews.jsonl'], path: 'reviews.jsonl' },
  tags: { folder: 'own', files: ['tags.csv'], path: 'tags.csv' },
}

test('every format is tried', () => {
  expect(Object.keys(SOURCES)).toEqual(importers.map(({ name }) => name))
})

const bytes = fc.uint8Array({ maxLength: 12 })
/** What is put in place of the bytes from `at` on; positions are shares of the file. */
const spoiling = fc.array(
  fc.record({
    file: fc.nat(),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.nat({ max: 40 }),
    put: fc.oneof(
      bytes,
      fc.constantFrom('\n', '\t', '"', '\0', '1e999', '\ud83c', '\u2028').map(text => Buffer.from(text)),
    ),
  }),
  { minLength: 1, maxLength: 4 },
)

/** What the store would be given passes the check of the edge once more. */
function checkAgain(item: ImportItem): void {
  if (item.kind === 'song') expect(checkSong(item.song, '')).toEqual(item.song)
  else if (item.kind === 'play') expect(checkPlay(item.play, '')).toEqual(item.play)
  else if (item.kind === 'review') expect(checkReview(item.review, '')).toEqual(item.review)
  else if (item.kind === 'tags') expect(checkTags(item.tags)).toEqual(item.tags)
}

describe('spoilt files give good records and bad lines, or a plain error; songs come once and before what is said of them', () => {
  test.each(Object.entries(SOURCES))('%s', async (format, { folder: from, files, path }) => {
    const knowsItsSongs = !['plays', 'reviews', 'tags'].includes(format)
    await inFolder(async folder => {
      await cp(fixture(from), folder, { recursive: true })
      const originals = await Promise.all(files.map(name => readFile(join(folder, name))))
      await fc.assert(
        fc.asyncProperty(spoiling, async changes => {
          const contents = [...originals]
          for (const { file, at, removed, put } of changes) {
            const content = contents[file % files.length]
            const start = Math.floor(at * content.length)
            const parts = [content.subarray(0, start), put, content.subarray(start + removed)]
            contents[file % files.length] = Buffer.concat(parts)
          }
          await Promise.all(files.map((name, index) => writeFile(join(folder, name), contents[index])))
          const items = await readAll(format, join(folder, path)).catch((error: unknown) => error)
          if (!Array.isArray(items)) {
            expect(items).toBeInstanceOf(OperatorError)
            return
          }
          const songs = new Set<string>()
          for (const item of items as ImportItem[]) {
            expect(item.line).toBeGreaterThanOrEqual(1)
            checkAgain(item)
            if (item.kind === 'song') {
              expect(songs.has(item.song.id)).toBe(false)
              songs.add(item.song.id)
            } else if (item.kind === 'play' && knowsItsSongs) expect(songs).toContain(item.play.songId)
            else if (item.kind === 'review' && knowsItsSongs) expect(songs).toContain(item.review.songId)
          }
        }),
        { numRuns: 75 },
      )
    })
  })
})
