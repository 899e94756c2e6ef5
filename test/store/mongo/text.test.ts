import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { pairKey, pairsOf } from '../../../src/store/mongo/keys.js'
import { asGiven, storable } from '../../../src/store/mongo/text.js'
import { HARD_IDS } from '../contract/samples.js'

test('every text comes back as it was given, and can be written as UTF-8 meanwhile', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom('\ud83c', '\udfb5', '\ufdd0', 'a', '"', '\u0000')).map(units => units.join('')),
  )
  fc.assert(
    fc.property(text, given => {
      const value = { list: [{ text: given, n: 1, nothing: null }] }
      const stored = storable(value)
      expect(asGiven(stored)).toEqual(value)
      expect(stored.list[0]?.text.isWellFormed()).toBe(true)
    }),
  )
})

test('keys of pairs order by the first id, then the second, and those of one first id stand together', () => {
  const inOrder = (texts: readonly string[]) =>
    [...texts].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  const ids = inOrder(HARD_IDS)
  const keys = ids.flatMap(first => ids.map(second => pairKey(first, second)))
  expect(inOrder(keys)).toEqual(keys)
  for (const first of ids) {
    const { $gt, $lt } = pairsOf(first)
    const within = keys.filter(
      key =>
        Buffer.compare(Buffer.from(key), Buffer.from($gt)) > 0 &&
        Buffer.compare(Buffer.from(key), Buffer.from($lt)) < 0,
    )
    expect(within).toEqual(ids.map(second => pairKey(first, second)))
  }
})
