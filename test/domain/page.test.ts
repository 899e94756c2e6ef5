import { describe, expect, test } from '@jest/globals'
import { BadInputError } from '../../src/domain/errors.js'
import { fromCursor, type KeyKinds, type Order, pageOf, toCursor } from '../../src/domain/page.js'

const cursorOf = (text: string) => Buffer.from(text).toString('base64url')

describe('a cursor', () => {
  test.each<[KeyKinds, (string | number | null)[]]>([
    [
      ['number', 'id'],
      [-1.5, ''],
    ],
    [
      ['text', 'id'],
      ['ﷺ'.repeat(1_000).normalize('NFKD'), '歌'.repeat(256)],
    ],
    [
      ['number?', 'id'],
      [null, 'a\u0000b'],
    ],
    [
      ['number?', 'number'],
      [0, 1e300],
    ],
  ])('%j is read as it was written', (kinds, key) => {
    expect(fromCursor(toCursor(key), kinds)).toEqual(key)
  })

  test.each<[string, KeyKinds, string]>([
    ['empty', ['number'], ''],
    ['no base64', ['number'], '?'],
    ['no JSON', ['number'], cursorOf('[1')],
    ['no list', ['number'], cursorOf('{"0":1,"length":1}')],
    ['too few parts', ['number', 'id'], cursorOf('[1]')],
    ['too many parts', ['number'], cursorOf('[1,2]')],
    ['a string for a number', ['number'], cursorOf('["a"]')],
    ['a number for an id', ['id'], cursorOf('[1]')],
    ['a number for a text', ['text'], cursorOf('[1]')],
    ['null for a number', ['number'], cursorOf('[null]')],
    ['null for an id', ['id'], cursorOf('[null]')],
    ['a boolean', ['number?'], cursorOf('[true]')],
    ['a number out of range', ['number'], cursorOf('[1e999]')],
    ['an id of 257 units', ['id'], toCursor(['x'.repeat(257)])],
  ])('is refused: %s', (_, kinds, cursor) => {
    expect(() => fromCursor(cursor, kinds)).toThrow(BadInputError)
  })
})

describe('a page', () => {
  const BY_NUMBER: Order<number, readonly ['number']> = {
    kinds: ['number'],
    keyOf: item => [item],
    compare: ([a], [b]) => a - b,
  }

  test('begins behind the cursor, whether its item is still there or not', () => {
    const nodes = (after: string) =>
      pageOf([10, 20, 30, 40], BY_NUMBER, { first: 2, after }).items.map(each => each.node)
    expect(nodes(toCursor([20]))).toEqual([30, 40])
    expect(nodes(toCursor([19]))).toEqual([20, 30])
    expect(nodes(toCursor([40]))).toEqual([])
  })

  test('of an empty list takes cursors of such lists, and no others', () => {
    const page = (after: string) => pageOf([], BY_NUMBER, { first: 1, after })
    expect(page(toCursor([1]))).toEqual({ items: [], totalCount: 0, hasNextPage: false, hasPreviousPage: false })
    expect(() => page(toCursor([]))).toThrow(BadInputError)
  })
})
