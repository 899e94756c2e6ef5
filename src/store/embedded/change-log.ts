import type { Table } from './table.js'

/**
 * Which songs changed, in the order of their latest change. A moment is the number of a change; each song has one entry,
 * so the log is no longer than the list of songs that ever changed.
 */
export class ChangeLog {
  constructor(
    private readonly songAt: Table<[number], string>,
    private readonly momentOf: Table<[string], number>,
  ) {}

  /** Moves the songs to the end of the log. */
  note(songIds: Iterable<string>): void {
    let moment = this.last()
    for (const songId of songIds) {
      const before = this.momentOf.get(SONG + songId)
      if (before !== undefined) this.songAt.remove(before)
      moment++
      this.songAt.put([moment], songId)
      this.momentOf.put([SONG + songId], moment)
    }
    this.momentOf.put([LAST], moment)
  }

  /** Whether the song has its entry, as every song of the store has. */
  has(songId: string): boolean {
    const moment = this.momentOf.get(SONG + songId)
    return moment !== undefined && this.songAt.get(moment) === songId
  }

  /** Takes entries away that are not a song's latest, and sets the last moment behind all that are left. */
  mend(): void {
    let greatest = 0
    for (const { key, value: songId } of this.songAt.range([])) {
      const [moment] = key
      if (this.momentOf.get(SONG + songId) !== moment) this.songAt.remove(moment)
      greatest = moment
    }
    if (greatest > this.last()) this.momentOf.put([LAST], greatest)
  }

  /** The moment of the latest change; 0 before the first. */
  last(): number {
    return this.momentOf.get(LAST) ?? 0
  }

  /** Songs that changed after `moment`, longest ago first; all, or so many of them. `last`: the latest change among these. */
  since(moment: number, limit?: number): { songIds: string[]; last: number } {
    const entries = Array.from(this.songAt.range([], { after: [moment], ...(limit === undefined ? {} : { limit }) }))
    return { songIds: entries.map(entry => entry.value), last: entries.at(-1)?.key[0] ?? moment }
  }
}

/** The last moment has a key of its own among those of the songs, which a prefix keeps apart from it. */
const LAST = 'last'
const SONG = 'song:'
