import { expect, test } from '@jest/globals'
import { KeyTable } from '../../src/importers/key-table.js'

test('holds what a map holds, through several growths', () => {
  const table = new KeyTable()
  const map = new Map<string, number>()
  for (let i = 0; i < 20_000; i++) {
    const key = `k${(i * 7919) % 9_001}`
    expect(table.set([key], i)).toBe(map.get(key))
    map.set(key, i)
  }
  expect(map.size).toBe(9_001)
  for (const [key, value] of map) expect(table.get([key])).toBe(value)
  expect(table.get(['k9001'])).toBeUndefined()
})

test('parts of a key are kept apart, and so are halves of surrogate pairs', () => {
  const table = new KeyTable()
  const keys = [['ab', 'c'], ['a', 'bc'], ['abc', ''], ['', 'abc'], ['abc'], ['\ud800'], ['\ud801'], ['\ufffd']]
  keys.forEach((key, value) => {
    expect(table.set(key, value)).toBeUndefined()
  })
  expect(keys.map(key => table.get(key))).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
})

test('values are integers from 0 to 2³² - 1', () => {
  const table = new KeyTable()
  table.set(['a'], 2 ** 32 - 1)
  expect(table.get(['a'])).toBe(2 ** 32 - 1)
  for (const value of [2 ** 32, -1, 0.5, Number.NaN]) expect(() => table.set(['a'], value)).toThrow(RangeError)
})
