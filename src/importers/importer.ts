import type { ReviewInput, TagsInput } from '../domain/input.js'
import type { Play } from '../domain/play.js'
import type { Song } from '../domain/song.js'
import type { ByteMeter } from './files.js'

/** A public data format: bytes in, records out. */
export interface Importer {
  /** As the command line takes it. */
  readonly name: string
  /** One line for a help text. */
  readonly description: string
  /** What `path` must be, in words that end an error message. */
  readonly expects: string
  /** Is there a side file with titles, so that `meta` may name it? */
  readonly takesMeta: boolean
  /**
   * Finds the files; nothing is read of them yet but a few bytes.
   * @param meta the side file; null to look for one beside `path`
   * @throws OperatorError for what is missing, or a folder instead of a file
   */
  open(path: string, meta: string | null): Promise<ImportSource>
}

export interface ImportSource {
  readonly bytes: ByteMeter
  /**
   * Everything in the files, once, in an order that can be stored as it comes: a song before what is said of it. At most
   * one song of each id and one review of each (user, song): where a file repeats one, its last line wins and the
   * earlier ones are `skipped`.
   */
  readonly items: AsyncIterable<ImportItem>
}

export type ImportItem = ImportRecord | NotedLine | BadLine | SkippedLine

export type ImportRecord = SongRecord | PlayRecord | ReviewRecord | TagsRecord

export interface SongRecord extends Place {
  readonly kind: 'song'
  readonly song: Song
  /** The source knows no title, so its id stands for one: good enough only where there is no such song yet. */
  readonly placeholder: boolean
}

export interface PlayRecord extends Place {
  readonly kind: 'play'
  readonly play: Play
}

export interface ReviewRecord extends Place {
  readonly kind: 'review'
  readonly review: ReviewInput
}

export interface TagsRecord extends Place {
  readonly kind: 'tags'
  readonly tags: TagsInput
}

/** Where a record stands; of a record over several lines, the first. */
export interface Place {
  /** Name of the file, without its folder. */
  readonly file: string
  /** From 1. */
  readonly line: number
}

/** A good line that makes no record by itself: later ones refer to it. */
export interface NotedLine extends Place {
  readonly kind: 'noted'
}

/** A line that says something wrong. */
export interface BadLine extends Place {
  readonly kind: 'bad'
  readonly message: string
}

/** A line that is well formed but of no use; `reason` is one of a few for each format. */
export interface SkippedLine extends Place {
  readonly kind: 'skipped'
  readonly reason: string
}
