import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { readPlayRows } from '../../src/services/play-rows.js'

function file(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'linernotes-')), 'train.csv')
  writeFileSync(path, text)
  return path
}

test('with and without plays', async () => {
  expect(await readPlayRows(file('user,song,plays\na,x,3\n"b,c",y,0.5\n'))).toEqual([
    { user: 'a', song: 'x', plays: 3 },
    { user: 'b,c', song: 'y', plays: 0.5 },
  ])
  expect(await readPlayRows(file('user,song\na,x\n'))).toEqual([{ user: 'a', song: 'x', plays: 1 }])
})

test.each([
  ['a bad number', 'user,song,plays\na,x,many\n', /:2: plays "many" is not a number above 0/],
  ['no plays at all', 'user,song,plays\na,x,0\n', /:2: plays "0" is not a number above 0/],
  ['other columns', 'listener,track\na,x\n', /:2: no user or no song; expected a CSV file with the header user,song/],
  ['a short row', 'user,song\na\n', /:2: 1 fields where the header has 2/],
  ['nothing', '', /: no rows; expected a CSV file/],
])('%s is refused with its line', async (_, text, message) => {
  await expect(readPlayRows(file(text))).rejects.toThrow(message)
})

test('a missing file is named', async () => {
  await expect(readPlayRows('/nowhere/train.csv')).rejects.toThrow('/nowhere/train.csv: no such file')
})
