import { expect, test } from '@jest/globals'
import { coalesced } from '../../src/services/coalesced.js'

test('calls during a run share the run after it, which begins after they asked', async () => {
  const begun: (() => void)[] = []
  const run = coalesced(() => new Promise<void>(resolve => begun.push(resolve)))
  const first = run()
  const second = run()
  const third = run()
  expect(begun).toHaveLength(1)
  begun[0]()
  await first
  await new Promise(setImmediate)
  expect(begun).toHaveLength(2)
  begun[1]()
  await Promise.all([second, third])
  expect(begun).toHaveLength(2)
})

test('a failure is told to those who asked for that run, and the next one runs', async () => {
  let runs = 0
  const run = coalesced(async () => {
    if (++runs === 1) throw new Error('disk')
  })
  const first = run()
  const second = run()
  await expect(first).rejects.toThrow('disk')
  await expect(second).resolves.toBeUndefined()
  await run()
  expect(runs).toBe(3)
})
