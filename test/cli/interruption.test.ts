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
  await expect(work).rejects.toThrow(Interrupted)
  expect(tidied).toBe(true)
  // The same signal may come twice: once from the terminal, once from npm.
  expect(listening()).toBe(before + 2)
  process.emit(signal, signal)
  await new Promise(resolve => setTimeout(resolve, 600))
  expect(listening()).toBe(before)
})

test('work that does not heed it is left after the grace', async () => {
  jest.useFakeTimers()
  const work = interruptible(() => new Promise(() => {}))
  process.emit('SIGINT', 'SIGINT')
  jest.advanceTimersByTime(2_000)
  jest.useRealTimers()
  await expect(work).rejects.toThrow(Interrupted)
})
