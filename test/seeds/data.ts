import { readFileSync } from 'node:fs'
import { SEED_DATA } from '../../seeds/folder.js'
import type { PlayLine } from '../../seeds/plays.js'
import type { ReviewLine } from '../../seeds/seeds.js'
import type { TagLine } from '../../seeds/tags.js'

export const readText = (name: string): string => readFileSync(new URL(name, SEED_DATA), 'utf8')

export const readLines = <T>(name: string): T[] =>
  readText(name)
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as T)

export interface SongLine {
  readonly id: string
  readonly title: string
  readonly artist: string
  readonly album: string
  readonly year: number
  readonly genres: readonly string[]
  readonly tags: readonly string[]
  readonly durationSeconds: number
  readonly attributes: readonly { readonly name: string; readonly value: number }[]
}

export interface Latent {
  readonly users: Readonly<
    Record<string, { genres: Record<string, number>; aspects: Record<string, number>; era: number }>
  >
  readonly songs: Readonly<Record<string, { aspects: Record<string, number>; popularity: number }>>
}

/** The committed files, as an import reads them. */
export const SONGS = readLines<SongLine>('songs.jsonl')
export const PLAYS = readLines<PlayLine>('plays.jsonl')
export const REVIEWS = readLines<ReviewLine>('reviews.jsonl')
export const TAGS = readLines<TagLine>('tags.jsonl')
export const LATENT = JSON.parse(readText('latent.json')) as Latent
