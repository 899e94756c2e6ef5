import { expect, test } from '@jest/globals'
import { fnv1a } from '../../src/evaluation/hash.js'

// Published test vectors of FNV-1a.
test.each([
  ['', 0x811c9dc5],
  ['a', 0xe40c292c],
  ['b', 0xe70c2de5],
  ['foobar', 0xbf9cf968],
])('%j', (text, hash) => {
  expect(fnv1a(text)).toBe(hash)
})

test('reads UTF-8: é is the bytes c3 a9', () => {
  const step = (hash: number, byte: number) => Number(((BigInt(hash ^ byte) & 0xffffffffn) * 0x01000193n) & 0xffffffffn)
  expect(fnv1a('é')).toBe(step(step(0x811c9dc5, 0xc3), 0xa9))
})
