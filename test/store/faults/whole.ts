import { expect } from '@jest/globals'
import type { Store } from '../../../src/store/ports.js'
import { OPERATIONS } from '../children/operations.js'
import { recount, told } from '../recount.js'

/** After a cut: what was acknowledged is there, at most the operation after it too, none by halves; totals equal a recount. */
export async function expectWhole(store: Store, acknowledged: readonly string[]): Promise<void> {
  const done: boolean[] = []
  for (const operation of OPERATIONS) {
    done.push(
      await operation.isDone(store).catch(error => {
        throw new Error(`“${operation.name}” after ${acknowledged.length} acknowledged: ${error.message}`)
      }),
    )
  }
  const count = done.indexOf(false) < 0 ? done.length : done.indexOf(false)
  expect(done.slice(count)).not.toContain(true)
  expect(acknowledged).toEqual(OPERATIONS.slice(0, acknowledged.length).map(({ name }) => name))
  expect([acknowledged.length, acknowledged.length + 1]).toContain(count)
  const counted = await recount(store)
  expect(await told(store, counted)).toEqual(counted)
}
