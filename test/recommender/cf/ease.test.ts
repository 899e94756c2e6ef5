import { expect, test } from '@jest/globals'
import { OperatorError } from '../../../src/domain/errors.js'
import { EASE_DEFAULTS, EASE_WIDEST, easeScorer, fitEase, ownScorer } from '../../../src/recommender/cf/ease.js'
import { bestEase } from '../../../src/recommender/cf/ease-choice.js'
import { type InteractionMatrix, interactionMatrix, row } from '../../../src/recommender/interactions.js'
import { randomInteger, seededRandom } from '../../../src/recommender/random.js'

test('two songs by hand, in both forms', () => {
  // User 0 plays both, user 1 song 0; how often does not count; λ = 1.
  // X = [[1, 1], [1, 0]]: XᵀX + I = [[3, 1], [1, 2]], P = [[2, −1], [−1, 3]] / 5.
  // B₀₁ = −P₀₁ / P₁₁ = 1/3 and B₁₀ = −P₁₀ / P₀₀ = 1/2.
  const setting = { regularization: 1, playExponent: 0 }
  const songsForm = fitEase(interactionMatrix(2, 2, [0, 0, 1], [0, 1, 0], [4, 9, 2]), setting)
  // A third song that nobody plays makes the users fewer.
  const usersForm = fitEase(interactionMatrix(2, 3, [0, 0, 1], [0, 1, 0], [4, 9, 2]), setting)
  expect([songsForm.form, usersForm.form]).toEqual(['songs', 'users'])
  for (const model of [songsForm, usersForm]) {
    const scorer = easeScorer(model)
    const first = scorer.score({ songs: Uint32Array.of(0), values: Float32Array.of(7) })
    expect(first[0]).toBeCloseTo(0, 6)
    expect(first[1]).toBeCloseTo(1 / 3, 6)
    const second = scorer.score({ songs: Uint32Array.of(1), values: Float32Array.of(1) })
    expect(second[0]).toBeCloseTo(1 / 2, 6)
    const both = scorer.score({ songs: Uint32Array.of(0, 1), values: Float32Array.of(1, 1) })
    expect(both[0]).toBeCloseTo(1 / 2, 6)
    expect(both[1]).toBeCloseTo(1 / 3, 6)
  }
})

test('a trait counts as one more user who plays what has it', () => {
  const setting = { regularization: 1, playExponent: 0 }
  // The table above, its second user a trait of song 0; and the same with enough traits that songs are fewer.
  const user = interactionMatrix(1, 3, [0, 0], [0, 1], [4, 9])
  for (const rows of [1, 3]) {
    const model = fitEase(user, setting, interactionMatrix(rows, 3, [0], [0], [1]))
    expect(model.form).toBe(rows === 1 ? 'users' : 'songs')
    const scores = easeScorer(model).score({ songs: Uint32Array.of(0), values: Float32Array.of(7) })
    expect(scores[1]).toBeCloseTo(1 / 3, 6)
  }
})

test('of the users it was fitted on the scores are those of their histories', () => {
  const matrix = scattered(70, 90)
  const trait = interactionMatrix(1, 90, [0, 0], [3, 8], [2, 2])
  for (const traits of [null, trait, interactionMatrix(25, 90, [0], [3], [2])]) {
    const model = fitEase(matrix, { regularization: 70, playExponent: 0.5 }, traits)
    const score = ownScorer(model)
    for (const user of [0, 33, 69]) {
      const expected = easeScorer(model).score(row(matrix, user))
      score(user, row(matrix, user), new Float32Array(90)).forEach((value, song) => {
        expect(value).toBeCloseTo(expected[song], 5)
      })
    }
  }
})

test('plays enter as their logarithm over the mean of it', () => {
  // ln(1 + plays) is 1 and 3, the mean 2: x = (½, 3/2). XᵀX + I = [[5/4, 3/4], [3/4, 13/4]], so B₀₁ = −P₀₁ / P₁₁ = 3/5.
  const plays = [Math.E - 1, Math.E ** 3 - 1]
  const model = fitEase(interactionMatrix(1, 2, [0, 0], [0, 1], plays), { regularization: 1, playExponent: 1 })
  const scores = easeScorer(model).score({ songs: Uint32Array.of(0), values: Float32Array.of(50) })
  expect(scores[1]).toBeCloseTo(3 / 5, 6)
})

test('the users form is the songs form', () => {
  const matrix = scattered(70, 90)
  const wide = fitEase(matrix, { regularization: 70, playExponent: 0.5 })
  // With users who play nothing added, the songs are fewer.
  const tall = fitEase(
    { ...matrix, users: 95, rowStart: padded(matrix.rowStart, 96) },
    { regularization: 70, playExponent: 0.5 },
  )
  expect([wide.form, tall.form]).toEqual(['users', 'songs'])
  for (const user of [0, 33, 69]) {
    const expected = easeScorer(tall).score(row(matrix, user))
    easeScorer(wide)
      .score(row(matrix, user))
      .forEach((score, song) => {
        expect(score).toBeCloseTo(expected[song], 4)
      })
  }
})

test('the setting is chosen by what ranks the held-out part', () => {
  // Songs 0 to 2 go with song 3, and song 4 with song 5. Of the users who decide, each played song 4 a thousand times
  // and songs 0 to 2 once: where plays count, song 5 comes first, where they do not, song 3 does.
  const [user, song, plays]: number[][] = [[], [], []]
  const add = (u: number, ...songs: [number, number][]) => {
    for (const [s, count] of songs) {
      user.push(u)
      song.push(s)
      plays.push(count)
    }
  }
  for (let u = 0; u < 160; u++) add(u, [0, 2], [1, 2], [2, 2], [3, 2])
  for (let u = 160; u < 200; u++) add(u, [4, 2], [5, 2])
  for (let u = 200; u < 204; u++) add(u, [0, 1], [1, 1], [2, 1], [4, 1000])
  const known = interactionMatrix(204, 300, user, song, plays)
  const takenBy = (taken: number) =>
    interactionMatrix(204, 300, [200, 201, 202, 203], new Array(4).fill(taken), [1, 1, 1, 1])
  expect(bestEase(known, takenBy(5))).toBe(EASE_DEFAULTS)
  expect(bestEase(known, takenBy(3)).playExponent).toBeLessThan(1)
})

test('refuses what fits neither way, saying how many', () => {
  const many = EASE_WIDEST + 1
  const matrix = interactionMatrix(many, many, [], [], [])
  expect(() => fitEase(matrix, EASE_DEFAULTS)).toThrow(OperatorError)
  expect(() => fitEase(matrix, EASE_DEFAULTS)).toThrow(/ease: 10001 users and 10001 songs are both more than 10000/)
})

function scattered(users: number, songs: number, seed = 4): InteractionMatrix {
  const random = seededRandom(seed)
  const count = users * 6
  const any = (below: number) => Uint32Array.from({ length: count }, () => randomInteger(random, below))
  return interactionMatrix(
    users,
    songs,
    any(users),
    any(songs),
    any(30).map(plays => plays + 1),
  )
}

function padded(rowStart: Uint32Array, length: number): Uint32Array {
  const longer = new Uint32Array(length).fill(rowStart[rowStart.length - 1])
  longer.set(rowStart)
  return longer
}
