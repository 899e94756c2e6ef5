import { expect, test } from '@jest/globals'
import { comparedUsers, shownLists } from '../../src/services/shown-lists.js'
import { song, trainingData } from '../recommender/training-data.js'

const ranked = (...songs: number[]) => ({ songs: Uint32Array.from(songs), scores: new Float32Array(songs.length) })

test('lists are kept by user, and compared without songs that are gone or known by now', () => {
  const then = trainingData({ users: 3, songs: ['a', 'b', 'c', 'd'].map(id => song(id)) })
  // User u0 has nothing held out.
  const evaluation = { users: Uint32Array.of(1, 2), finalLists: [ranked(3, 1, 0), ranked(2)] }
  const shown = shownLists(then, evaluation)
  expect(shown).toEqual({
    users: [expect.stringMatching(/^[\w-]{16}$/), expect.stringMatching(/^[\w-]{16}$/)],
    starts: Uint32Array.of(0, 3, 4),
    songs: Uint32Array.of(3, 1, 0, 2),
  })

  // By now song b is gone, d has another index, and u1 plays a. Of u2 nothing is held out; u3 is new.
  const now = trainingData({ users: 4, songs: ['0', 'a', 'c', 'd'].map(id => song(id)), plays: [[1, 1, 5]] })
  const test = [[], [3], [], [2]].map(songs => Uint32Array.from(songs))
  const measured = { users: Uint32Array.of(1, 3), finalLists: [ranked(3, 2), ranked(2)] }
  const songIds = then.songs.map(({ id }) => id)
  expect(comparedUsers({ songIds, shown }, { protocol: 'top-n-hash', train: now, test }, measured)).toEqual([
    { active: Uint32Array.of(3), trained: Uint32Array.of(3, 2), heldOut: new Set([3]) },
  ])
})
