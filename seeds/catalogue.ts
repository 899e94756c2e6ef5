import type { Song } from '../src/domain/song.js'
import { ARTISTS } from './artists.js'
import { ASPECTS, type AspectName, GENRES, type Genre, type GenreTraits, TRAITS } from './genres.js'
import { clamp, Random, round } from './random.js'
import { albumTitle, songTitle } from './titles.js'

export const FIRST_YEAR = 1975
export const LAST_YEAR = 2024
const SONGS_PER_ARTIST = 4

/** A song of the demo catalogue with what is hidden in it. */
export interface SeedSong {
  readonly song: Song
  readonly genre: Genre
  readonly latent: SongLatent
}

export interface SongLatent {
  /** In [-1, 1]; only of aspects that the song has: an instrumental has no vocals. */
  readonly aspects: Readonly<Partial<Record<AspectName, number>>>
  /** Standard normal: how widely it is heard, whatever it is worth. */
  readonly popularity: number
}

/** 480 songs: four of each of 120 artists, in the order of their ids. */
export function makeCatalogue(): SeedSong[] {
  const titles = new Set<string>()
  const songs = GENRES.flatMap(genre => ARTISTS[genre].flatMap(artist => songsOf(artist, genre, titles)))
  return songs.map(({ song, ...rest }, index) => ({
    ...rest,
    song: { ...song, id: `song-${String(index + 1).padStart(4, '0')}` },
  }))
}

function songsOf(artist: string, genre: Genre, titles: Set<string>): SeedSong[] {
  const random = new Random(`artist:${artist}`)
  const skill = Object.fromEntries(ASPECTS.map(aspect => [aspect, 0.36 * random.normal()]))
  const albums = [albumTitle(genre, random, titles), albumTitle(genre, random, titles)]
  const debut = random.int(FIRST_YEAR, LAST_YEAR - 6)
  return Array.from({ length: SONGS_PER_ARTIST }, (_, index) => {
    const second = index >= SONGS_PER_ARTIST / 2
    const year = Math.min(LAST_YEAR, debut + (second ? 2 + (artist.length % 5) : 0))
    return makeSong(artist, albums[second ? 1 : 0], year, genre, skill, random, titles)
  })
}

function makeSong(
  artist: string,
  album: string,
  year: number,
  genre: Genre,
  skill: Readonly<Record<string, number>>,
  random: Random,
  titles: Set<string>,
): SeedSong {
  const traits = TRAITS[genre]
  const genres = random.chance(0.25) ? [genre, random.pick(traits.neighbours)] : [genre]
  const latent = makeLatent(traits, skill, random)
  const decade = `${String(Math.floor(year / 10) * 10).slice(2)}s`
  const instrumental = latent.aspects.vocals === undefined ? ['instrumental'] : []
  const song: Song = {
    id: '',
    title: songTitle(genre, random, titles),
    artist,
    album,
    year,
    genres,
    tags: [...random.sample(traits.tags, random.int(1, 3)), decade, ...instrumental],
    durationSeconds: Math.round(clamp(spread(traits.durationSeconds, random), 95, 780)),
    attributes: makeAttributes(traits, year, random),
  }
  return { song, genre, latent }
}

/** Quality of an aspect: the song's own level, what the artist is good at, and chance. */
function makeLatent(traits: GenreTraits, skill: Readonly<Record<string, number>>, random: Random): SongLatent {
  const level = 0.08 + 0.28 * random.normal()
  const voice = random.chance(traits.voice)
  const guitar = random.chance(traits.guitar)
  const keyboards = random.chance(traits.keyboards)
  const missing = { vocals: !voice, lyrics: !voice, guitar: !guitar, keyboards: !keyboards } as Partial<
    Record<AspectName, boolean>
  >
  const aspects: Partial<Record<AspectName, number>> = {}
  for (const aspect of ASPECTS) {
    const quality = round(clamp(level + skill[aspect] + 0.3 * random.normal(), -1, 1), 2)
    if (!missing[aspect]) aspects[aspect] = quality
  }
  return { aspects, popularity: round(random.normal(), 2) }
}

function makeAttributes(traits: GenreTraits, year: number, random: Random): { name: string; value: number }[] {
  // Masters grew louder over the years, by about a decibel in ten years.
  const louder = (year - 2000) / 10
  const share = (of: readonly [number, number]) => round(clamp(spread(of, random), 0.01, 0.99), 3)
  return [
    { name: 'tempo', value: round(clamp(spread(traits.tempo, random), 52, 210), 1) },
    { name: 'loudness', value: round(clamp(spread(traits.loudness, random) + louder, -26, -3), 1) },
    { name: 'energy', value: share(traits.energy) },
    { name: 'danceability', value: share(traits.danceability) },
    { name: 'acousticness', value: share(traits.acousticness) },
    { name: 'valence', value: share(traits.valence) },
  ]
}

const spread = ([mean, deviation]: readonly [number, number], random: Random): number =>
  mean + deviation * random.normal()
