import { describe, expect, test } from '@jest/globals'
import { seedFiles } from '../../seeds/generate.js'
import { makeSeeds } from '../../seeds/seeds.js'
import { checkPlay, checkReview, checkSong, checkTags } from '../../src/domain/input.js'
import { LATENT, PLAYS, REVIEWS, readText, SONGS, TAGS } from './data.js'

const instant = (text: string | null): Date | null => (text === null ? null : new Date(text))
const pair = (line: { userId: string; songId: string }) => `${line.userId}\t${line.songId}`

describe('files', () => {
  const files = seedFiles(makeSeeds())

  test.each(Object.keys(files))('%s is what the generator writes, byte for byte', name => {
    expect(readText(name) === files[name]).toBe(true)
  })

  test('they stay small enough for a clone', () => {
    const imported = ['songs.jsonl', 'plays.jsonl', 'reviews.jsonl', 'tags.jsonl']
    const bytes = imported.map(name => Buffer.byteLength(files[name])).reduce((sum, each) => sum + each, 0)
    expect(bytes).toBeLessThan(4_000_000)
  })

  test('every line is accepted as input', () => {
    for (const song of SONGS) expect(checkSong(song, 'song')).toEqual(song)
    for (const play of PLAYS) checkPlay({ ...play, playedAt: instant(play.playedAt) }, 'play')
    for (const review of REVIEWS) checkReview({ ...review, createdAt: instant(review.createdAt) }, 'review')
    for (const tags of TAGS) expect(checkTags(tags)).toEqual(tags)
  })

  test('there is enough of everything', () => {
    expect(SONGS).toHaveLength(480)
    expect(new Set(PLAYS.map(play => play.userId)).size).toBe(250)
    expect(PLAYS.length).toBeGreaterThanOrEqual(12_000)
    expect(REVIEWS.length).toBeGreaterThanOrEqual(2_500)
    expect(TAGS.length).toBeGreaterThanOrEqual(1_000)
  })

  test('ids are unique and those referred to are there', () => {
    const songs = new Set(SONGS.map(song => song.id))
    const users = new Set(PLAYS.map(play => play.userId))
    expect(songs.size).toBe(SONGS.length)
    expect(new Set(PLAYS.map(play => play.eventId)).size).toBe(PLAYS.length)
    for (const lines of [PLAYS, REVIEWS, TAGS]) {
      expect(new Set(lines.map(pair)).size).toBe(lines.length)
      expect(lines.filter(line => !songs.has(line.songId) || !users.has(line.userId))).toEqual([])
    }
    expect(new Set(Object.keys(LATENT.songs))).toEqual(songs)
    expect(new Set(Object.keys(LATENT.users))).toEqual(users)
  })

  test('songs span 8 genres and 50 years, and nothing was heard before its time', () => {
    expect(new Set(SONGS.map(song => song.genres[0])).size).toBe(8)
    const years = SONGS.map(song => song.year)
    expect([Math.min(...years), Math.max(...years)]).toEqual([1975, 2024])
    const year = new Map(SONGS.map(song => [song.id, song.year]))
    const early = (songId: string, at: string) => Date.parse(at) < Date.UTC((year.get(songId) ?? 9999) + 1, 0, 1)
    expect(PLAYS.filter(play => early(play.songId, play.playedAt))).toEqual([])
    expect(REVIEWS.filter(review => early(review.songId, review.createdAt))).toEqual([])
    expect(PLAYS.filter(play => play.playedAt < '2021' || play.playedAt >= '2025-07')).toEqual([])
  })

  test('attributes suit the genre: metal is louder than folk, folk more acoustic', () => {
    const mean = (genre: string, name: string) => {
      const values = SONGS.filter(song => song.genres[0] === genre).map(
        song => song.attributes.find(each => each.name === name)?.value ?? Number.NaN,
      )
      return values.reduce((sum, each) => sum + each, 0) / values.length
    }
    expect(mean('metal', 'loudness')).toBeGreaterThan(mean('folk', 'loudness') + 4)
    expect(mean('folk', 'acousticness')).toBeGreaterThan(mean('metal', 'acousticness') + 0.5)
    expect(mean('metal', 'energy')).toBeGreaterThan(mean('jazz', 'energy') + 0.3)
  })
})
