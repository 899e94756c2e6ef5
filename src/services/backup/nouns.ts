import type { ModelRecord } from '../../domain/model.js'
import type { PlayCount, PlayEvent } from '../../domain/play.js'
import type { Review } from '../../domain/review.js'
import type { Song } from '../../domain/song.js'
import type { TagAssignment, Taste } from '../../domain/user.js'

/** What a line of each file of an export holds. */
export interface Nouns {
  songs: Song
  plays: PlayCount
  'play-events': PlayEvent
  reviews: Review
  tags: TagAssignment
  tastes: { readonly userId: string; readonly taste: Taste }
  models: ModelRecord
}
export type Noun = keyof Nouns

/** In the order of restoring: songs before what belongs to them. */
export const NOUNS: readonly Noun[] = ['songs', 'plays', 'play-events', 'reviews', 'tags', 'tastes', 'models']

export const fileOf = (noun: Noun) => `${noun}.jsonl`
export const artefactFile = (version: string) => `${encodeURIComponent(version)}.model`

/** Fields that are instants, and text in JSON. */
const DATES: Partial<Record<Noun, readonly string[]>> = {
  plays: ['lastPlayedAt'],
  reviews: ['createdAt', 'updatedAt'],
  models: ['trainedAt'],
}

/** A record as JSON on one line. Names are sorted at every level, so that equal records are equal bytes, whatever store they come from. */
export function toLine(record: object): string {
  return JSON.stringify(record, (_key, part: unknown) => (isObject(part) ? sorted(part) : part))
}

/** The record of a line of `toLine`. */
export function fromLine<N extends Noun>(noun: N, line: string): Nouns[N] {
  const record: Record<string, unknown> = JSON.parse(line)
  for (const name of DATES[noun] ?? []) {
    if (record[name] !== null) record[name] = new Date(String(record[name]))
  }
  return record as unknown as Nouns[N]
}

function isObject(part: unknown): part is object {
  return typeof part === 'object' && part !== null && !Array.isArray(part)
}

function sorted(part: object): object {
  return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
}
