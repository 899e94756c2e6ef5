import { expect, test } from '@jest/globals'
import { foldedName } from '../../src/domain/folded-name.js'

test.each([
  ['case', 'BJÖRK', 'björk'],
  ['accents composed and not', 'Bjo\u0308rk', 'Bj\u00f6rk'],
  ['both', 'BJO\u0308RK', 'bj\u00f6rk'],
  ['a letter that only its lower case composes with', 'J\u030cAZZ', '\u01f0azz'],
])('names that differ by %s are one', (_, a, b) => {
  expect(foldedName(a)).toBe(foldedName(b))
})

test('an accent is no matter of case', () => {
  expect(foldedName('Björk')).not.toBe(foldedName('Bjork'))
})
