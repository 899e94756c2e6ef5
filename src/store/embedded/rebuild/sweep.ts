import type { Environment } from '../environment.js'
import type { Key } from '../keys.js'
import { stream } from '../stream.js'
import type { Entry, Table } from '../table.js'

type Json = string | number | boolean | null | object
/** Puts something right, within a write. */
export type Fix = () => void

/** Put right in one write. */
const FIXES = 500

/** Goes through tables and puts right what is found wrong in them. Nobody else may write meanwhile. */
export class Sweep {
  private fixes: Fix[] = []
  private seen = 0

  /** @param total entries that all calls of `over` together will meet */
  constructor(
    private readonly environment: Environment,
    private readonly total: number,
    private readonly onProgress: (done: number) => void,
  ) {}

  /** Checks every entry of a table; all that is wrong is put right when the promise resolves. */
  async over<K extends Key, V extends Json>(
    table: Table<K, V>,
    check: (entry: Entry<K, V>) => Fix | null,
  ): Promise<void> {
    for await (const entry of stream(table)) {
      if (this.seen++ % 1_000 === 0) this.onProgress(Math.min(1, this.seen / this.total))
      const fix = check(entry)
      if (fix === null) continue
      this.fixes.push(fix)
      if (this.fixes.length >= FIXES) await this.apply()
    }
    await this.apply()
  }

  /** Does one thing. */
  once(fix: Fix): Promise<void> {
    return this.environment.write(fix)
  }

  private async apply(): Promise<void> {
    const fixes = this.fixes
    this.fixes = []
    if (fixes.length === 0) return
    await this.environment.write(() => {
      for (const fix of fixes) fix()
    })
  }
}
