import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { Environment } from '../../../src/store/embedded/environment.js'
import { stream } from '../../../src/store/embedded/stream.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linernotes-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('the data file is mapped anew again and again under writers and readers that notice nothing', async () => {
  const environment = new Environment(folder, 50)
  const table = environment.table<[writer: number, at: number], number>('numbers', 'nn')
  let writing = true
  async function write(writer: number): Promise<void> {
    for (let at = 0; at < 300; at++) {
      await environment.write(() => table.put([writer, at], at))
      // Acknowledged: to be seen at once.
      expect(table.get(writer, at)).toBe(at)
    }
  }
  async function readOn(): Promise<void> {
    while (writing) {
      let before = -1
      for await (const { key } of stream(table)) {
        const place = key[0] * 1_000 + key[1]
        expect(place).toBeGreaterThan(before)
        before = place
      }
      await new Promise(setImmediate)
    }
  }
  const readers = [readOn(), readOn()]
  await Promise.all([write(0), write(1), write(2), write(3)])
  writing = false
  await Promise.all(readers)
  expect(table.size()).toBe(1_200)
  await environment.close()
})
