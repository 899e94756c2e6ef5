import { expect, test } from '@jest/globals'
import { intraListSimilarity } from '../../../src/evaluation/metrics/intra-list-similarity.js'

const TABLE = [
  [1, 0.6, 0, 0.9],
  [0.6, 1, 0.3, 0.2],
  [0, 0.3, 1, 0.4],
  [0.9, 0.2, 0.4, 1],
]
const alike = (song: number, others: Uint32Array) => Float64Array.from(others, other => TABLE[song][other])

test.each([
  ['three songs: pairs of .9, 0 and .4', 3, [3, 0, 2, 1], (0.9 + 0 + 0.4) / 3],
  ['a list shorter than the cut-off', 20, [0, 1], 0.6],
  ['one song has no pair', 20, [1], 0],
  ['a cut-off of one', 1, [0, 3], 0],
  ['no song', 20, [], 0],
])('%s', (_, k, ranked, expected) => {
  expect(intraListSimilarity(k, Uint32Array.from(ranked), alike)).toBeCloseTo(expected, 12)
})
