import type { SeedSong } from '../catalogue.js'
import type { Random } from '../random.js'
import type { Slots } from './grammar.js'

const MOMENTS = [
  'in the second verse',
  'in the first verse',
  'right at the start',
  'around the two-minute mark',
  'in the bridge',
  'after the first chorus',
  'in the last chorus',
  'near the end',
  'just before the fade',
  'at the halfway point',
  'in the breakdown',
  'in the final minute',
  'in the middle section',
  'when the band drops out',
  'in the quiet part',
  'when the second voice enters',
  'in the pre-chorus',
  'during the coda',
  'thirty seconds in',
  'after the solo',
]
const SIMILES = [
  'like a warm coat in November',
  'like rain on a tin roof',
  'like a letter you forgot to open',
  'like a bus that never comes',
  'like cold soup',
  'like sunlight through blinds',
  'like a cat on a piano',
  'like a wardrobe falling downstairs',
  'like driving with the windows down',
  'like the last day of school',
  'like a dentist’s waiting room',
  'like an old photograph',
  'like tea gone lukewarm',
  'like a hug from a stranger',
  'like fireworks behind a hill',
  'like walking home in fresh snow',
  'like a queue at the post office',
  'like biscuits at midnight',
  'like wet sand in your shoes',
  'like a lighthouse in fog',
]
const WARM = new Set([0, 1, 2, 5, 8, 9, 11, 13, 14, 15, 17, 19])
const PLACES = [
  'the coast',
  'my mother’s',
  'the allotment',
  'the lake',
  'work',
  'the mountains',
  'the seaside',
  'the next town',
  'the swimming pool',
  'the ferry port',
  'the night market',
  'the airport',
  'the cabin',
  'the dentist',
  'the beach',
]
const MONTHS = ['January', 'February', 'March', 'spring', 'June', 'summer', 'August', 'autumn', 'November', 'December']

/** Names that a review of a song compares it with. */
export interface Company {
  /** The artist's other songs. */
  readonly songs: readonly string[]
  /** Other artists of the genre. */
  readonly artists: readonly string[]
}

export function companyOf(song: SeedSong, songs: readonly SeedSong[]): Company {
  const near = songs.filter(each => each.genre === song.genre && each !== song)
  return {
    songs: near.filter(each => each.song.artist === song.song.artist).map(each => each.song.title),
    artists: near.flatMap(each => (each.song.artist === song.song.artist ? [] : (each.song.artist ?? []))),
  }
}

/** Words for one sentence about a song: `good` chooses the similes. */
export function slotsFor(song: SeedSong, company: Company, good: boolean, random: Random): Slots {
  return {
    song: song.song.title,
    artist: song.song.artist ?? 'this band',
    album: song.song.album ?? 'the album',
    genre: song.genre,
    year: String(song.song.year),
    minutes: NUMBERS[Math.round((song.song.durationSeconds ?? 240) / 60)] ?? 'many',
    otherSong: random.pick(company.songs),
    other: random.pick(company.artists),
    moment: random.pick(MOMENTS),
    simile: random.pick(SIMILES.filter((_, i) => WARM.has(i) === good)),
    place: random.pick(PLACES),
    month: random.pick(MONTHS),
  }
}

const NUMBERS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
]
