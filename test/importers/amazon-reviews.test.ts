import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { fixture, inFolder, ofKind, readAll, told, withFile } from './reading.js'

const REVIEWS = fixture('amazon-2014/reviews_Tunes_5.json')
const CSV = fixture('amazon-2018/late.csv')

describe('JSON lines of 2014', () => {
  test('the text is reviewText with entities decoded, only those with a semicolon', async () => {
    const [review] = ofKind(await readAll('amazon-reviews', REVIEWS), 'review')
    expect(review).toEqual({
      kind: 'review',
      file: 'reviews_Tunes_5.json',
      line: 1,
      review: {
        userId: 'U1',
        songId: 'S1',
        text: 'The "loud" drums&reggae; I like ’em.',
        rating: 4,
        createdAt: new Date('2006-09-12T00:00:00Z'),
      },
    })
  })

  test('of a repeated (user, song) pair the last wins; texts that are empty are skipped', async () => {
    const items = await readAll('amazon-reviews', REVIEWS)
    expect(ofKind(items, 'review').map(({ line, review }) => [line, review.songId, review.text])).toEqual([
      [1, 'S1', 'The "loud" drums&reggae; I like ’em.'],
      [5, 'S3', 'No title known.'],
      [6, 'S2', 'Second thoughts.'],
    ])
    expect(ofKind(items, 'skipped').map(({ file, line, reason }) => `${file}:${line} ${reason}`)).toEqual([
      'meta_Tunes.pydict.txt:3 metadata of a song without a review here',
      'reviews_Tunes_5.json:2 review repeated later in the file',
      'reviews_Tunes_5.json:3 review without text',
    ])
  })

  test('songs are the reviewed items, before their reviews; without a title a placeholder', async () => {
    const items = await readAll('amazon-reviews', REVIEWS)
    const songs = ofKind(items, 'song')
    expect(
      songs.map(({ song: { id, title, artist, genres, tags }, placeholder }) => [
        id,
        title,
        artist,
        genres,
        tags,
        placeholder,
      ]),
    ).toEqual([
      ['S1', "Don't Wake the & Owl", null, ['Rock'], ['Progressive'], false],
      ['S2', 'Say "When"', null, [], [], false],
      ['S3', 'S3', null, [], [], true],
    ])
    expect(items.findIndex(item => item.kind === 'review')).toBeGreaterThan(
      items.findLastIndex(item => item.kind === 'song'),
    )
  })

  test('without a title a placeholder stands where the song is first spoken of', async () => {
    const lines = [1, 2, 1, 2].map(
      n => `{"reviewerID": "U", "asin": "S${n}", "reviewText": "Take.", "overall": 4, "unixReviewTime": 1158019200}\n`,
    )
    await withFile('reviews.json', lines.join(''), async path => {
      const items = await readAll('amazon-reviews', path)
      expect(ofKind(items, 'song').map(({ song, line }) => [song.id, line])).toEqual([
        ['S1', 1],
        ['S2', 2],
      ])
      expect(ofKind(items, 'review').map(({ line }) => line)).toEqual([3, 4])
    })
  })

  test('bad lines of both files are told', async () => {
    const [meta, rating, cut, ...others] = ofKind(await readAll('amazon-reviews', REVIEWS), 'bad').map(told)
    expect(meta).toMatch(/^meta_Tunes\.pydict\.txt:4 line: .*not a Python literal: expected a value at position 78/)
    expect(rating).toBe('reviews_Tunes_5.json:4 rating: 4.2 is not accepted; use 0.5 to 5 in steps of 0.5')
    expect(cut).toMatch(/^reviews_Tunes_5\.json:7 not a JSON object on one line/)
    expect(others).toEqual([])
  })
})

describe('the metadata', () => {
  const titles = async (path: string, meta: string | null = null) =>
    ofKind(await readAll('amazon-reviews', path, meta), 'song').map(({ song }) => song.title)

  test('may lie elsewhere, be packed, or be missing', async () => {
    await inFolder(async folder => {
      const reviews = join(folder, 'reviews.json.gz')
      await writeFile(reviews, gzipSync(await readFile(REVIEWS)))
      expect(await titles(reviews)).toEqual(['S1', 'S2', 'S3'])
      expect(await titles(reviews, fixture('amazon-2014/meta_Tunes.pydict.txt'))).toEqual([
        "Don't Wake the & Owl",
        'Say "When"',
        'S3',
      ])
      await writeFile(join(folder, 'meta_x.txt.gz'), gzipSync("{'asin': 'S2', 'title': 'Packed'}"))
      expect(await titles(reviews)).toEqual(['Packed', 'S1', 'S3'])
      await expect(titles(reviews, join(folder, 'nothing'))).rejects.toThrow(
        /nothing: no such file; expected a meta_\* file/,
      )
    })
  })

  test('of several the one of the same category is taken; else one must be named', async () => {
    await inFolder(async folder => {
      await cp(fixture('amazon-2014'), folder, { recursive: true })
      await writeFile(join(folder, 'meta_Other.txt'), "{'asin': 'S2', 'title': 'Other'}")
      expect(await titles(join(folder, 'reviews_Tunes_5.json'))).toContain('Say "When"')
      await writeFile(join(folder, 'meta_Tunes.json'), "{'asin': 'S2', 'title': 'Other'}")
      await expect(titles(join(folder, 'reviews_Tunes_5.json'))).rejects.toThrow(
        /several files could be the metadata \(meta_Tunes\.json, meta_Tunes\.pydict\.txt\); name one with --meta/,
      )
    })
  })
})

test('the CSV of 2018: line breaks in texts, no titles, repeats, bad lines', async () => {
  const items = await readAll('amazon-reviews', CSV)
  expect(ofKind(items, 'song').map(({ song, placeholder }) => [song.title, placeholder])).toEqual([
    ['501', true],
    ['502', true],
  ])
  expect(ofKind(items, 'review').map(({ line, review }) => [line, ...Object.values(review)])).toEqual([
    [3, '12', '501', 'Two lines,\none "verdict" & a comma', 4, new Date('2017-01-04T00:00:00Z')],
    [5, '11', '502', 'One of the best!', 5, new Date('2017-01-04T00:00:00Z')],
    [6, '11', '501', 'Great', 5, new Date('2017-01-05T00:00:00Z')],
  ])
  expect(ofKind(items, 'skipped').map(({ line }) => line)).toEqual([2])
  expect(ofKind(items, 'bad').map(told)).toEqual([
    'late.csv:7 unixReviewTime: "someday" is not accepted; use seconds since 1970',
    'late.csv:8 4 fields where the header has 6: ,user_id,item_id,reviewText,unixReviewTime,rating',
  ])
})
