import { expect, jest, test } from '@jest/globals'
import { aborted, Interrupted, interruptible } from '../../src/cli/interruption.js'

const listening = () => process.listenerCount('SIGINT') + process.listenerCount('SIGTERM')

test('work that ends is left alone, and the default of the signals comes back', async () => {
  const before = listening()
  expect(await interruptible(async () => 'done')).toBe('done')
  await expect(interruptible(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(listening()).toBe(before)
})

test.each(['SIGINT', 'SIGTERM'] as const)('%s: work that heeds it ends in order', async signal => {
  const before = listening()
  let tidied = false
  const work = interruptible(async stop => {
    await aborted(stop)
    tidied = true
  })
  process.emit(signal, signal)
  expect(listening()).toBe(before)
  await expect(work).rejects.toThrow(Interrupted)
  expect(tidied).toBe(true)
})

test('work that does not heed it is left after the grace', async () => {
  jest.useFakeTimers()
  const work = interruptible(() => new Promise(() => {}))
  process.emit('SIGINT', 'SIGINT')
  jest.advanceTimersByTime(2_000)
  jest.useRealTimers()
  await expect(work).rejects.toThrow(Interrupted)
})
