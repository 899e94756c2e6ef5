import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { compareText } from '../../../src/store/common/text-order.js'
import { decodeKey, encodeKey, type Key, MAX_KEY_BYTES } from '../../../src/store/embedded/keys.js'
import { byCodePoint, HARD_IDS } from '../contract/samples.js'

/** Strings of the characters that the encoding treats in its own way, and of any others. */
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom('\u0000', '\u0001', '\u0002', 'a', '\u00ff', '\uffff', '🎵') }),
  fc.string({ unit: 'grapheme' }),
)
const number = fc.double({ noNaN: true, min: -(2 ** 999), max: 2 ** 999 }).map(value => (value === 0 ? 0 : value))
const key = fc.tuple(text, number, text)
const encoded = (parts: Key) => Buffer.from(encodeKey(parts))

describe('keys', () => {
  test('an example by hand: "a" U+0000 "b", then 1', () => {
    expect(encoded(['a\u0000b', 1]).toString('hex')).toBe('61' + '0101' + '62' + '00' + 'bff0000000000000')
  })

  test('come back as they were', () => {
    fc.assert(fc.property(key, parts => expect(decodeKey(encoded(parts), 'sns')).toEqual(parts)))
  })

  test('order as their parts do', () => {
    fc.assert(
      fc.property(key, key, (a, b) => {
        const parts = byCodePoint(a[0], b[0]) || a[1] - b[1] || byCodePoint(a[2], b[2])
        expect(Math.sign(Buffer.compare(encoded(a), encoded(b)))).toBe(Math.sign(parts))
      }),
    )
  })

  test('that begin alike lie between the beginning and the beginning with 0xff', () => {
    fc.assert(
      fc.property(text, key, (first, [other, ...rest]) => {
        const start = encoded([first])
        const end = Buffer.concat([start, Buffer.of(0xff)])
        const inside = (parts: Key) =>
          Buffer.compare(encoded(parts), start) >= 0 && Buffer.compare(encoded(parts), end) < 0
        expect(inside([first, ...rest])).toBe(true)
        expect(inside([other, ...rest])).toBe(first === other)
      }),
    )
  })

  test('of two ids fit, whatever the ids; what does not fit is refused', () => {
    for (const a of HARD_IDS)
      for (const b of HARD_IDS) expect(encoded([a, -1, b]).length).toBeLessThanOrEqual(MAX_KEY_BYTES)
    expect(() => encodeKey(['歌'.repeat(1_000)])).toThrow(RangeError)
  })
})

test('text orders by code point', () => {
  fc.assert(fc.property(text, text, (a, b) => expect(Math.sign(compareText(a, b))).toBe(Math.sign(byCodePoint(a, b)))))
})
