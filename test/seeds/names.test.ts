import { describe, expect, test } from '@jest/globals'
import { ARTISTS } from '../../seeds/artists.js'
import { readLines, SONGS } from './data.js'
import { WELL_KNOWN } from './well-known.js'

const bare = (name: string): string => name.toLowerCase().replaceAll('’', "'").replace(/^the /, '')

describe('names', () => {
  const blocked = new Set(WELL_KNOWN)

  test('the list is cut into names', () => {
    expect(blocked.size).toBeGreaterThan(350)
    expect(blocked.has('massive attack')).toBe(true)
    expect(blocked.has('')).toBe(false)
  })

  test('no artist, title or album is a well-known name', () => {
    const names = SONGS.flatMap(song => [song.title, song.artist, song.album])
    expect(names.map(bare).filter(name => blocked.has(name))).toEqual([])
    expect(blocked.has(bare('The Doors'))).toBe(true)
  })

  test('no review holds a well-known name of two words and more', () => {
    const long = WELL_KNOWN.filter(name => name.includes(' ') && name !== 'the the')
    const holds = (text: string) => long.filter(name => ` ${text} `.match(new RegExp(`\\b${escaped(name)}\\b`)))
    const all = readLines<{ text: string }>('reviews.jsonl').map(review =>
      review.text.toLowerCase().replaceAll('’', "'"),
    )
    const whole = all.join('\n')
    expect(holds(whole)).toEqual([])
    expect(holds('as good as Pink Floyd'.toLowerCase())).toEqual(['pink floyd'])
  })

  test('120 artists, each once', () => {
    const artists = Object.values(ARTISTS).flat()
    expect(artists).toHaveLength(120)
    expect(new Set(artists.map(bare)).size).toBe(120)
  })
})

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
