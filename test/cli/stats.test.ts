import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from '@jest/globals'
import { folder, linernotes, prepare } from './process.js'

const files = folder()

beforeAll(prepare)

/** Runs `stats` on a store of its own with these files imported. */
function stats(contents: Readonly<Record<string, string>>) {
  const store = folder()
  for (const [name, content] of Object.entries(contents)) {
    const path = join(files, name)
    writeFileSync(path, content)
    expect(linernotes(['import', name.split('.')[0] ?? '', path, '--data-dir', store]).code).toBe(0)
  }
  const run = (...args: string[]) => {
    const { code, stdout, stderr } = linernotes(['stats', ...args, '--data-dir', store])
    expect([code, stderr]).toEqual([0, ''])
    return stdout
  }
  return { shown: run(), json: JSON.parse(run('--json')) }
}

const SONGS = 'id,title,year\na,A,1998\nb,B,2001\nc,C,2001\nd,D,\ne,E,1200\n'

test('an empty store', () => {
  const { shown, json } = stats({})
  expect(shown).toMatch(/^What is loaded\n {2}songs +0\n {2}users +0\n {2}reviews +0\n {2}plays +0\n/)
  expect(shown).toMatch(/\nLoad something with `linernotes import`/)
  expect(json).toEqual({
    songCount: 0,
    userCount: 0,
    reviewCount: 0,
    playCount: 0,
    songsPerYear: [],
    songsWithoutYear: 0,
    sentiment: { score: 0, positive: 0, neutral: 0, negative: 0 },
    aspects: [],
    plays: { pairs: 0, raw: null, normalised: null },
  })
})

test('songs alone: 80 columns where there is no terminal, gaps between the years', () => {
  const { shown, json } = stats({ 'songs.csv': SONGS })
  expect(shown).toContain(
    [
      'Songs per year',
      `       1200 ${'█'.repeat(33)} 1`,
      '  1201–1997  0',
      `       1998 ${'█'.repeat(33)} 1`,
      '  1999–2000  0',
      `       2001 ${'█'.repeat(66)} 2`,
      '  1 without a year',
      '',
    ].join('\n'),
  )
  expect(shown).not.toMatch(/Plays|Sentiment|What reviews/)
  expect(json.songsPerYear).toEqual([
    { year: 1200, count: 1 },
    { year: 1998, count: 1 },
    { year: 2001, count: 2 },
  ])
  expect(json.songsWithoutYear).toBe(1)
})

test('plays and reviews, worked by hand', () => {
  const { shown, json } = stats({
    'songs.csv': SONGS,
    // As in the test of the distribution: ln 2 and 2 ln 2 over 1.5 ln 2; two equal counts are both at the mean.
    'plays.csv': 'userId,songId,count\nu,a,1\nu,b,3\nv,a,7\nv,b,4000\nw,a,7\nw,b,7\n',
    'reviews.csv':
      'userId,songId,text\nu,a,The vocals are gorgeous.\nv,a,The vocals are wonderful.\nw,b,The mix is awful.\nx,a,It has ten tracks.\n',
  })
  expect(json).toMatchObject({ songCount: 5, userCount: 4, reviewCount: 4, playCount: 4025, plays: { pairs: 6 } })
  expect(json.plays.raw).toEqual({ min: 1, p10: 1, p25: 3, p50: 7, p75: 7, p90: 4000, p99: 4000, max: 4000 })
  expect(json.plays.normalised).toMatchObject({ p50: 1, min: 0.401, max: 1.599 })
  expect(shown).toContain('  plays           1      1      3      7      7  4,000  4,000  4,000\n')
  expect(json.sentiment).toMatchObject({ positive: 0.5, neutral: 0.25, negative: 0.25 })
  expect(shown).toMatch(/ {2}positive █{63} 50\.0%\n {3}neutral █{31}▌ 25\.0%\n {2}negative █{31}▌ 25\.0%\n {2}mean /)
  expect(json.aspects[0]).toMatchObject({ aspect: 'vocals', mentions: 2, positive: 2, negative: 0 })
  expect(shown).toMatch(
    /What reviews speak of most\n {2}aspect +mentions +positive.*\n {2}vocals +2 +2 +0 +0 +0\.\d{3}\n/,
  )
})
