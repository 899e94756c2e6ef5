import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type PythonValue, parsePythonLiteral } from '../../src/importers/python-literal.js'

test.each<[string, PythonValue]>([
  ["'it'", 'it'],
  ['"it\'s"', "it's"],
  ["'it\\'s \"so\"'", 'it\'s "so"'],
  ["u'caf\\xe9'", 'café'],
  ["'\\u266b \\U0001F3B5 \\101\\0'", '♫ 🎵 A\0'],
  ["'\\a\\b\\f\\n\\r\\t\\v\\\\'", '\u0007\b\f\n\r\t\v\\'],
  ["'\\d stays, a \\\nfolded line does not'", '\\d stays, a folded line does not'],
  ["''", ''],
  ['-1.5e3', -1500],
  ['.5', 0.5],
  ['7.', 7],
  ['True', true],
  ['False', false],
  ['None', null],
  ['[]', []],
  ['[1, [None,], ]', [1, [null]]],
  ['{}', new Map()],
  [
    " {'a': {'b': [1, 'x']}, \"c\" : None, 'a': 2 } ",
    new Map<string, PythonValue>([
      ['a', 2],
      ['c', null],
    ]),
  ],
  ["{'__proto__': 1}", new Map([['__proto__', 1]])],
])('%s', (text, expected) => {
  expect(parsePythonLiteral(text)).toEqual(expected)
})

test.each([
  ['', 'expected a value at position 1, found the end'],
  ["'open", 'expected a character or an escape within a string at position 6, found the end'],
  ["'line\nbreak'", 'within a string at position 6'],
  ["'\\xg0'", 'within a string at position 2'],
  ["'\\N{BULLET}'", 'within a string at position 2'],
  ["'\\U00110000'", 'a code point up to 10ffff'],
  ["'a' 'b'", 'expected the end at position 5'],
  ['[1 2]', 'expected "," or "]" at position 4'],
  ['[,]', 'expected a value at position 2'],
  ["{'a' 1}", 'expected ":" at position 6'],
  ['{1: 2}', 'expected a value at position 2'],
  ["{'a': }", 'expected a value at position 7'],
  ['(1, 2)', 'expected a value at position 1'],
  ["b'x'", 'expected a value at position 1'],
  ['Truely', 'expected a value at position 1'],
  ['true', 'expected a value at position 1'],
  ['0x1f', 'expected a value at position 1'],
  ['1_000', 'expected a value at position 1'],
  ['1e999', 'a number that is not beyond all bounds'],
  ['1 + 1', 'expected the end at position 3'],
  ['['.repeat(100_000), 'expected at most 100 levels'],
])('refuses %.20s', (text, message) => {
  expect(() => parsePythonLiteral(text)).toThrow(SyntaxError)
  expect(() => parsePythonLiteral(text)).toThrow(message)
})

test('whatever is written as Python writes it is read back', () => {
  const { value } = fc.letrec<{ value: PythonValue }>(tie => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.string({ unit: 'binary' }),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter(number => !Object.is(number, -0)),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value')),
      fc.array(fc.tuple(fc.string(), tie('value'))).map(entries => new Map(entries)),
    ),
  }))
  fc.assert(fc.property(value, written => expect(parsePythonLiteral(repr(written))).toEqual(written)))
})

/** As Python's `repr` does, with single quotes throughout. */
function repr(value: PythonValue): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return `'${value.replace(/['\\]/g, '\\$&').replaceAll('\n', '\\n')}'`
  if (value instanceof Map) return `{${[...value].map(([key, each]) => `${repr(key)}: ${repr(each)}`).join(', ')}}`
  return `[${(value as readonly PythonValue[]).map(repr).join(', ')}]`
}
