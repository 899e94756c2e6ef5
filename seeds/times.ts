import type { SeedSong } from './catalogue.js'
import type { Random } from './random.js'

const FIRST = Date.UTC(2021, 0, 1)
const END = Date.UTC(2025, 6, 1)

/** A second between 2021 and mid-2025, after the year in which the song came out; later ones are likelier. */
export function instantFor(song: SeedSong, random: Random): string {
  const from = Math.max(FIRST, Date.UTC((song.song.year ?? 0) + 1, 0, 1))
  const share = Math.max(random.next(), random.next())
  const seconds = Math.floor((from + share * (END - from)) / 1000)
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}
