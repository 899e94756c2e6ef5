import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { csvRows } from '../../src/importers/csv.js'
import { findFile, meterOf } from '../../src/importers/files.js'
import { all, withFile } from './reading.js'

async function rowsIn(content: string) {
  return withFile('a.csv', content, async path => {
    const file = await findFile(path, 'a file')
    const rows = await all(csvRows(file, meterOf(file)))
    return rows.map(row =>
      row.kind === 'bad' ? `${row.line} bad: ${row.message}` : [row.line, ...Object.values(row.values)],
    )
  })
}

const field = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

test('a row is by column, with its line', async () => {
  await withFile('a.csv', '\ufeffa,b\r\n1,\r\n', async path => {
    const file = await findFile(path, 'a file')
    expect(await all(csvRows(file, meterOf(file)))).toEqual([
      { kind: 'row', file: 'a.csv', line: 2, values: { a: '1', b: '' } },
    ])
  })
})

test('quotes, commas and line breaks inside quotes; lines count as in an editor', async () => {
  expect(await rowsIn('a,b\n"x, ""y""\r\nz",1\n\n2,"3"\n')).toEqual([
    [2, 'x, "y"\nz', '1'],
    [5, '2', '3'],
  ])
})

describe('a bad record does not take the next ones with it', () => {
  test('wrong number of fields', async () => {
    expect(await rowsIn('a,b\n1\n2,3,4\n5,6\n')).toEqual([
      '2 bad: 1 fields where the header has 2: a,b',
      '3 bad: 3 fields where the header has 2: a,b',
      [4, '5', '6'],
    ])
  })

  test('text beside quotes', async () => {
    const [bad, ...rows] = await rowsIn('a,b\n"x"y,1\n5,6\n')
    expect(bad).toMatch(/^2 bad: Invalid Closing Quote/)
    expect(rows).toEqual([[3, '5', '6']])
  })

  test('a quote that never closes', async () => {
    const [bad, ...rows] = await rowsIn(`a,b\n"x,1\n${'5,6\n'.repeat(3000)}`)
    expect(bad).toBe('2 bad: a quote opens and does not close; write a quote inside a quoted field twice')
    expect(rows).toHaveLength(3000)
    expect(rows[0]).toEqual([3, '5', '6'])
  })

  test('two stray quotes some lines apart', async () => {
    const rows = await rowsIn('a,b\n5" disc,1\n2,3\n7" disc,4\n8,9\n')
    expect(rows.map(row => (Array.isArray(row) ? row : row.slice(0, 5)))).toEqual([
      '2 bad',
      [3, '2', '3'],
      '4 bad',
      [5, '8', '9'],
    ])
  })
})

test('whatever is written as RFC 4180 says is read back', async () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', 'é', '|') })
  const table = fc.array(fc.tuple(text, text, fc.constant('end')), { maxLength: 30 })
  await fc.assert(
    fc.asyncProperty(table, async rows => {
      const content = [['a', 'b', 'c'], ...rows].map(row => row.map(field).join(',')).join('\r\n')
      const read = await rowsIn(content)
      expect(read.map(row => row.slice(1))).toEqual(rows)
    }),
    { numRuns: 100 },
  )
})
