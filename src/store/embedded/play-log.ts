import type { Table } from './table.js'

/** Writes that the log keeps. Whoever has missed more reads all play counts again, which costs about as much. */
const KEPT = 256

/** Which songs were played in each of the latest writes. One entry a write: plays come too often for one each song. */
export class PlayLog {
  constructor(private readonly songsAt: Table<[number], readonly string[]>) {}

  note(songIds: Iterable<string>): void {
    const moment = this.last() + 1
    this.songsAt.put([moment], [...songIds])
    if (moment > KEPT) this.songsAt.remove(moment - KEPT)
    this.songsAt.put([LAST], [String(moment)])
  }

  last(): number {
    return Number(this.songsAt.get(LAST)?.[0] ?? 0)
  }

  /** Songs played after `moment`; null if the log does not reach back so far. */
  since(moment: number): Set<string> | null {
    if (moment < this.last() - KEPT) return null
    return new Set(Array.from(this.songsAt.range([], { after: [moment] }), entry => entry.value).flat())
  }
}

/** Before all moments, and where none is. */
const LAST = -1
