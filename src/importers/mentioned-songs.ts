import { unnamedSong } from '../domain/song.js'
import type { ImportItem, SongRecord } from './importer.js'
import { KeyTable } from './key-table.js'

/** In place of a line: the song was given. No line of a file has this number. */
const GIVEN = 0

/**
 * The songs that the plays or reviews of a file speak of. They must come before what is said of them, some of them are
 * told of in another file, and their ids may be more than the heap has room for: 16 to 24 bytes a song, outside of it.
 */
export class MentionedSongs {
  /** By song: the line of the first item that speaks of it, or `GIVEN`. */
  private readonly lines = new KeyTable()

  /** Remembers which song an item speaks of. @param item of the one file that all of them are from */
  note(item: ImportItem): void {
    const songId = songIdOf(item)
    if (songId !== null && this.lines.get([songId]) === undefined) this.lines.set([songId], item.line)
  }

  /** Whether something speaks of it, and nothing gave it yet. */
  isMissing(songId: string): boolean {
    return (this.lines.get([songId]) ?? GIVEN) !== GIVEN
  }

  give(songId: string): void {
    this.lines.set([songId], GIVEN)
  }

  /** Songs for those still missing. @param items once more what `note` was told */
  async *placeholders(items: AsyncIterable<ImportItem>): AsyncGenerator<SongRecord, void, undefined> {
    for await (const item of items) {
      const songId = songIdOf(item)
      if (songId === null || this.lines.get([songId]) !== item.line) continue
      yield { kind: 'song', file: item.file, line: item.line, song: unnamedSong(songId), placeholder: true }
    }
  }
}

/**
 * Plays, and before them the songs that they are of: three readings of the plays.
 * @param songsOf gives those that a side file tells of; the others get placeholders
 */
export async function* songsThenPlays(
  plays: () => AsyncIterable<ImportItem>,
  songsOf: (mentioned: MentionedSongs) => AsyncIterable<ImportItem>,
): AsyncGenerator<ImportItem, void, undefined> {
  const mentioned = new MentionedSongs()
  for await (const item of plays()) mentioned.note(item)
  yield* songsOf(mentioned)
  yield* mentioned.placeholders(plays())
  yield* plays()
}

function songIdOf(item: ImportItem): string | null {
  if (item.kind === 'play') return item.play.songId
  return item.kind === 'review' ? item.review.songId : null
}
