import { PassThrough } from 'node:stream'
import { expect, jest, test } from '@jest/globals'
import { progress } from '../../src/cli/progress.js'

test('without a terminal: a line for every step, and one every few seconds', () => {
  jest.useFakeTimers()
  const stream = new PassThrough()
  const shown = progress(stream as unknown as NodeJS.WriteStream)
  shown.update('reading', 0)
  shown.update('reading', 0.1)
  jest.advanceTimersByTime(3_000)
  shown.update('reading', 0.25)
  shown.update('writing', 0.3)
  shown.end()
  jest.useRealTimers()
  expect(String(stream.read())).toBe('0 % reading\n25 % reading\n30 % writing\n')
})
