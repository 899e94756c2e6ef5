import { expect, test } from '@jest/globals'
import { playDistribution } from '../../src/services/play-distribution.js'

async function* plays(...rows: [string, number][]) {
  for (const [index, [userId, count]] of rows.entries()) {
    yield { userId, songId: `s${index}`, count, lastPlayedAt: null }
  }
}

test('no plays', async () => {
  expect(await playDistribution(plays())).toEqual({ pairs: 0, raw: null, normalised: null })
})

test('worked by hand: two users of different habits look alike once normalised', async () => {
  // log(1 + 1) = ln 2 and log(1 + 3) = 2 ln 2 have the mean 1.5 ln 2: 2/3 and 4/3. log(1 + 7) twice: 1 and 1.
  const { pairs, raw, normalised } = await playDistribution(plays(['a', 1], ['a', 3], ['b', 7], ['b', 7]))
  expect(pairs).toBe(4)
  expect(raw).toEqual({ min: 1, p10: 1, p25: 1, p50: 3, p75: 7, p90: 7, p99: 7, max: 7 })
  expect(normalised).toEqual({ min: 0.667, p10: 0.667, p25: 0.667, p50: 1, p75: 1, p90: 1.333, p99: 1.333, max: 1.333 })
})
