import { describe, expect, test } from '@jest/globals'
import { barChart, plain, songName, table } from '../../src/cli/print.js'
import { periods } from '../../src/cli/stats.js'

test('a table lines up: numbers to the right, words to the left', () => {
  expect(
    table([
      ['model', 'ndcg@20'],
      ['als', 0.25],
      ['popularity', 10],
    ]),
  ).toEqual(['model       ndcg@20', 'als            0.25', 'popularity       10'])
})

test('a bar chart shows every count above 0', () => {
  const counts = [
    { label: '1999', count: 1000 },
    { label: '2000', count: 1 },
    { label: '2001', count: 0 },
  ]
  expect(barChart(counts, 4)).toEqual(['1999 ████ 1000', '2000 █ 1', '2001  0'])
  expect(barChart([])).toEqual([])
})

test('text of the data cannot command a terminal', () => {
  expect(plain('a\u001b[31mb\r\n\u202ec\u0085')).toBe('a [31mb   c ')
  expect(songName({ title: 'Día\u0007', artist: null })).toBe('Día ')
  expect(songName({ title: 'A', artist: 'B' })).toBe('A – B')
})

describe('years', () => {
  test('few: each by itself, those without songs too', () => {
    const years = [
      { year: 1999, count: 2 },
      { year: 2001, count: 3 },
    ]
    expect(periods(years)).toEqual([
      { label: '1999', count: 2 },
      { label: '2000', count: 0 },
      { label: '2001', count: 3 },
    ])
  })

  test('many: in stretches', () => {
    const years = [
      { year: 1931, count: 1 },
      { year: 1934, count: 1 },
      { year: 1935, count: 1 },
      { year: 2000, count: 1 },
    ]
    const stretches = periods(years)
    expect(stretches).toHaveLength(15)
    expect(stretches.filter(({ count }) => count > 0)).toEqual([
      { label: '1930–1934', count: 2 },
      { label: '1935–1939', count: 1 },
      { label: '2000–2004', count: 1 },
    ])
  })

  test('absurd ones still fit a screen', () => {
    const years = [
      { year: 1, count: 1 },
      { year: 9999, count: 1 },
    ]
    expect(periods(years)).toHaveLength(100)
  })
})
