import { expect, test } from '@jest/globals'
import { instantOf } from '../../src/importers/instant.js'

test.each([
  ['2024-02-29T10:00:00Z', '2024-02-29T10:00:00.000Z'],
  ['2024-02-29T10:00Z', '2024-02-29T10:00:00.000Z'],
  ['2021-03-04T01:06:07.25+02:00', '2021-03-03T23:06:07.250Z'],
])('%s', (text, expected) => {
  expect(instantOf(text)?.toISOString()).toBe(expected)
})

test.each([
  '',
  '2024-02-29',
  '2024-02-29T10:00:00',
  '2023-02-29T10:00:00Z',
  '2024-13-01T10:00:00Z',
  '2024-01-01T25:00:00Z',
  '1158019200',
  'yesterday',
])('not an instant: %s', text => {
  expect(instantOf(text)).toBeNull()
})
