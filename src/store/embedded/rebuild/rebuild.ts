import type { Environment } from '../environment.js'
import type { Tables } from '../schema.js'
import { indexes } from './indexes.js'
import { orphans } from './orphans.js'
import { Sweep } from './sweep.js'
import { totals } from './totals.js'

/**
 * Compares every index and total with what it is made from, and writes what is wrong. So a cut leaves the store no worse
 * than it was, and a sound store stays as it is.
 */
export async function rebuild(
  environment: Environment,
  tables: Tables,
  onProgress: (done: number) => void = () => {},
): Promise<void> {
  const passes = [...orphans(tables), ...indexes(tables), ...totals(tables)]
  const total = passes.reduce((sum, { entries }) => sum + entries, 0)
  const sweep = new Sweep(environment, total, onProgress)
  for (const pass of passes) await pass.run(sweep)
  onProgress(1)
}
