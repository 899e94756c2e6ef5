import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { periods, yearChart } from '../../src/cli/year-chart.js'

const songsOf = (...years: number[]) => years.map(year => ({ year, count: 2 }))
const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index)

test('every year is a line, one without songs too; several of those are one gap', () => {
  expect(periods(songsOf(1990, 1992, 1999, 2000))).toEqual([
    { label: '1990', count: 2 },
    { label: '1991', count: 0 },
    { label: '1992', count: 2 },
    { label: '1993–1998', count: 0 },
    { label: '1999', count: 2 },
    { label: '2000', count: 2 },
  ])
})

test('a stray year is one line, and one the gap beside it: the others stay year by year', () => {
  const shown = periods(songsOf(1, ...range(1960, 2020), 9999))
  expect(shown.slice(0, 3).map(({ label }) => label)).toEqual(['1', '2–1959', '1960'])
  expect(shown.slice(-3).map(({ label }) => label)).toEqual(['2020', '2021–9998', '9999'])
  expect(shown).toHaveLength(61 + 4)
})

test('more years than fit are put together', () => {
  const shown = periods(songsOf(...range(1731, 2003)))
  expect(shown).toHaveLength(55)
  expect(shown[0]).toEqual({ label: '1730–1734', count: 4 * 2 })
  expect(shown.at(-1)).toEqual({ label: '2000–2004', count: 4 * 2 })
})

test('no years, no lines', () => {
  expect(periods([])).toEqual([])
})

test('whatever the years: no more lines than fit, no song lost, no year twice, and each line as long as it may be', () => {
  const years = fc.uniqueArray(fc.integer({ min: 1, max: 9999 }), { maxLength: 500 })
  fc.assert(
    fc.property(years, fc.integer({ min: 40, max: 200 }), (found, columns) => {
      const perYear = found.sort((a, b) => a - b).map(year => ({ year, count: (year % 50) + 1 }))
      const shown = periods(perYear)
      expect(shown.length).toBeLessThanOrEqual(100)
      const total = (counts: readonly { count: number }[]) => counts.reduce((sum, { count }) => sum + count, 0)
      expect(total(shown)).toBe(total(perYear))
      const ends = shown.flatMap(({ label }) => [label.split('–')[0], label.split('–').at(-1)].map(Number))
      expect(ends).toEqual([...ends].sort((a, b) => a - b))
      for (const line of yearChart(perYear, columns)) expect([...line].length).toBeLessThanOrEqual(columns)
    }),
  )
})
