import { expect, test } from '@jest/globals'
import { barChart, plain, songName, table } from '../../src/cli/print.js'

test('a table lines up: numbers to the right, words to the left', () => {
  expect(
    table([
      ['model', 'ndcg@20'],
      ['als', 0.25],
      ['popularity', 10],
    ]),
  ).toEqual(['model       ndcg@20', 'als            0.25', 'popularity       10'])
})

test('a bar chart fills the columns, to an eighth of a character, and shows every value above 0', () => {
  const rows = [
    { label: '1999', value: 1000, text: '1,000' },
    { label: '2000', value: 1, text: '1' },
    { label: '2001', value: 0, text: '0' },
    // 0.3125 of 10 characters are 25 eighths.
    { label: '2002', value: 312.5, text: '312' },
  ]
  const lines = barChart(rows, 21)
  expect(lines).toEqual(['1999 ██████████ 1,000', '2000 ▏ 1', '2001  0', '2002 ███▏ 312'])
  expect(Math.max(...lines.map(line => [...line].length))).toBe(21)
  expect(barChart(rows, 1)[0]).toBe('1999 ████████ 1,000')
  expect(barChart([{ label: 'none', value: 0, text: '0' }], 80)).toEqual(['none  0'])
  expect(barChart([], 80)).toEqual([])
})

test('text of the data cannot command a terminal', () => {
  expect(plain('a\u001b[31mb\r\n\u202ec\u0085')).toBe('a [31mb   c ')
  expect(songName({ title: 'Día\u0007', artist: null })).toBe('Día ')
  expect(songName({ title: 'A', artist: 'B' })).toBe('A – B')
})
