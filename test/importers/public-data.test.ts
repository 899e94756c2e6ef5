import { existsSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { openSource } from '../../src/importers/formats.js'
import { publicData } from './reading.js'

const HETREC = `${publicData}/hetrec2011-lastfm-2k`
const MUSIC_2014 = `${publicData}/amazon-digital-music-5core-2014-head/reviews_Digital_Music_5.head.json.gz`
const TRIPLETS = `${publicData}/msd-taste-profile-subset/triplets.shared80.tsv.gz`
const MILLION_SONGS = `${publicData}/million-song-subset-metadata/song_data.csv.gz`
const AUDIOSCROBBLER = `${publicData}/audioscrobbler-2005-small`
const MUSIC_2018 = `${publicData}/amazon-digital-music-2018-late`

/** Counts by kind, and of what is skipped by reason. */
async function counts(format: string, path: string): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for await (const item of (await openSource(format, path, null)).items) {
    const key =
      item.kind === 'skipped' ? item.reason : item.kind === 'song' && item.placeholder ? 'placeholder' : item.kind
    found[key] = (found[key] ?? 0) + 1
  }
  return found
}

const EXPECTED: [string, string, string, Record<string, number>][] = [
  [
    'HetRec',
    'lastfm-hetrec',
    HETREC,
    { song: 17_632, play: 92_834, noted: 11_946, tags: 186_479 - 1_538, 'tags of an unknown artist': 1_538 },
  ],
  [
    'Digital Music 2014',
    'amazon-reviews',
    MUSIC_2014,
    {
      song: 382,
      review: 6_907,
      'review without text': 1,
      'metadata of a song without a review here': 7_419 - 382,
    },
  ],
  [
    'Digital Music 2018, validation',
    'amazon-reviews',
    `${MUSIC_2018}/music_core_valid.csv.gz`,
    { placeholder: 11_108, review: 23_767, 'review repeated later in the file': 25_091 - 23_767 },
  ],
  [
    'Digital Music 2018, test',
    'amazon-reviews',
    `${MUSIC_2018}/music_core_test.csv.gz`,
    { placeholder: 11_661, review: 24_715, 'review repeated later in the file': 25_091 - 24_715 },
  ],
  [
    'Taste Profile',
    'msd-triplets',
    TRIPLETS,
    { song: 5_032, placeholder: 8_598 - 5_032, play: 34_236, 'title of a song without plays here': 5_175 - 5_032 },
  ],
  // One of them has no title.
  ['Million Song subset', 'msd-songs', MILLION_SONGS, { song: 9_999, placeholder: 1 }],
  [
    'Audioscrobbler',
    'audioscrobbler',
    AUDIOSCROBBLER,
    {
      noted: 577,
      'alias of an artist to itself': 10,
      song: 29_961,
      placeholder: 30_100 - 29_961,
      'name of an artist under another id': 576,
      play: 49_481,
    },
  ],
]

// The figures are those of the READMEs beside the data; where the data are not at hand the tests count as skipped.
describe('public data', () => {
  for (const [name, format, path, expected] of EXPECTED) {
    const testWhereThere = existsSync(path) ? test : test.skip
    testWhereThere(name, async () => {
      expect(await counts(format, path)).toEqual(expected)
    })
  }
})
