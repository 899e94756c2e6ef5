import type { Key } from '../keys.js'
import type { Entry, Table } from '../table.js'
import type { Fix, Sweep } from './sweep.js'

type Json = string | number | boolean | null | object

/** One pass over one table. */
export interface Pass {
  /** How many entries it will meet, about. */
  readonly entries: number
  run(sweep: Sweep): Promise<void>
}

/** A pass that puts right what `check` finds wrong in an entry; null where it is right. */
export function pass<K extends Key, V extends Json>(
  table: Table<K, V>,
  check: (entry: Entry<K, V>) => Fix | null,
): Pass {
  return { entries: table.size(), run: sweep => sweep.over(table, check) }
}

/** A pass that takes away the entries that are `wrong`. */
export function without<K extends Key, V extends Json>(
  table: Table<K, V>,
  wrong: (entry: Entry<K, V>) => boolean,
): Pass {
  return pass(table, entry => (wrong(entry) ? () => table.remove(...entry.key) : null))
}
