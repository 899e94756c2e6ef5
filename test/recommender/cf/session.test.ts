import { describe, expect, test } from '@jest/globals'
import { fitSession, sessionScorer } from '../../../src/recommender/cf/session.js'
import type { SongSequence } from '../../../src/recommender/sequences.js'

const sequence = (...moments: [song: number, step: number][]): SongSequence => ({
  songs: Uint32Array.from(moments, ([song]) => song),
  steps: Uint32Array.from(moments, ([, step]) => step),
})

const [A, B, C, D] = [0, 1, 2, 3]
const SEQUENCES = [sequence([A, 0], [B, 1]), sequence([C, 0], [A, 1], [B, 2], [D, 2]), sequence([C, 0], [D, 1])]
/** C, then A: they weigh ½ and 1. Both are in two of three sequences. */
const HISTORY = sequence([C, 0], [A, 1])
const scorer = (neighbours: number, transitionWeight: number) =>
  sessionScorer(fitSession(SEQUENCES, 4, { decay: 0.5, neighbours, transitionWeight }))

describe('session, worked by hand', () => {
  const rarity = Math.log(1 + 3 / 2)
  const [s0, s1, s2] = [rarity / Math.sqrt(2), (1.5 * rarity) / 2, (0.5 * rarity) / Math.sqrt(2)]
  /** B and D each stand one step from A in the second sequence; B follows A in the first, D follows C in the third. */
  const near = { A: s0 + s1, B: s0 / 2 + s1 / 2, C: s1 + s2, D: s1 / 2 + s2 / 2 }
  const after = {
    A: 0.5 / 2 / 2,
    B: 1 / 2 / 2 + 1 / 2 / 2 + 0.5 / 2 / 3,
    D: 1 / 2 / 2 + 0.5 / 2 / 3 + 0.5 / 2 / 2,
  }

  test('neighbours and transitions, each over its greatest outside the history', () => {
    const scores = scorer(10, 1)(HISTORY)
    expect(scores[A]).toBeCloseTo(near.A / near.B + after.A / after.B, 12)
    expect(scores[B]).toBeCloseTo(2, 12)
    expect(scores[C]).toBeCloseTo(near.C / near.B, 12)
    expect(scores[D]).toBeCloseTo(near.D / near.B + after.D / after.B, 12)
  })

  test('of the neighbours only the nearest: the second sequence, whose B and D are alike', () => {
    expect([...scorer(1, 0)(HISTORY)]).toEqual([2, 1, 2, 1])
  })

  test('a scorer keeps nothing of the history before', () => {
    const score = scorer(10, 1)
    const first = score(HISTORY)
    score(sequence([B, 0]))
    expect(score(HISTORY)).toEqual(first)
  })

  test('nobody to go by: all 0', () => {
    expect([...scorer(10, 1)(sequence())]).toEqual([0, 0, 0, 0])
    const unheard = sessionScorer(fitSession([SEQUENCES[0]], 4, { decay: 0.5, neighbours: 10, transitionWeight: 1 }))
    expect([...unheard(sequence([D, 0]))]).toEqual([0, 0, 0, 0])
  })
})

test('songs of one time are near each other both ways, later ones only forward', () => {
  const score = sessionScorer(
    fitSession([sequence([A, 0], [B, 0], [C, 1])], 3, { decay: 1, neighbours: 0, transitionWeight: 1 }),
  )
  expect([...score(sequence([B, 0]))]).toEqual([1, 0, 1 / 2])
  expect([...score(sequence([C, 0]))]).toEqual([0, 0, 0])
})

test('what comes more than ten steps later does not follow', () => {
  const long = sequence(...Array.from({ length: 13 }, (_, i): [number, number] => [i, i]))
  const score = sessionScorer(fitSession([long], 13, { decay: 1, neighbours: 0, transitionWeight: 1 }))
  const scores = score(sequence([0, 0]))
  expect(scores[10]).toBeCloseTo(1 / 11 / (1 / 2), 12)
  expect([...scores.subarray(11)]).toEqual([0, 0])
})

test('of a song in many sequences only the last 500 are looked at', () => {
  // C follows A in the first sequence, B in the 500 after it.
  const many = [sequence([A, 0], [C, 1]), ...Array.from({ length: 500 }, () => sequence([A, 0], [B, 1]))]
  const model = { decay: 1, neighbours: 1_000, transitionWeight: 1 }
  expect([...sessionScorer(fitSession(many, 3, model))(sequence([A, 0]))].slice(1)).toEqual([2, 0])
  const [, b, c] = sessionScorer(fitSession(many.slice(0, -1), 3, model))(sequence([A, 0]))
  expect(b).toBe(2)
  expect(c).toBeCloseTo(2 / 499, 12)
})
