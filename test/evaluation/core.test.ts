import { expect, test } from '@jest/globals'
import { core } from '../../src/evaluation/core.js'
import { dataOf, rowsOf } from './data.js'

const data = dataOf({
  users: ['a', 'b', 'c', 'd'],
  songs: ['w', 'x', 'y', 'z'],
  // z has one listener; without it d has one song, and without d, w has one listener.
  plays: [
    ['a', 'x', 1],
    ['a', 'y', 2],
    ['b', 'x', 3],
    ['c', 'w', 1],
    ['c', 'x', 1],
    ['c', 'y', 1],
    ['d', 'w', 1],
    ['d', 'z', 1],
  ],
  reviews: [
    ['b', 'y'],
    ['d', 'w'],
  ],
  tags: [
    ['a', 'x', 'rock'],
    ['d', 'x', 'jazz'],
  ],
})

test('drops users and songs until all that remain have n interactions; a review is one', () => {
  expect(rowsOf(core(data, 2))).toEqual({
    users: ['a', 'b', 'c'],
    songs: ['x', 'y'],
    plays: [
      ['a', 'x', 1],
      ['a', 'y', 2],
      ['b', 'x', 3],
      ['c', 'x', 1],
      ['c', 'y', 1],
    ],
    reviews: [['b', 'y']],
    tags: [['a', 'x', 'rock']],
  })
})

test('the 1-core keeps everything that has an interaction', () => {
  expect(rowsOf(core(data, 1))).toEqual(rowsOf(data))
})

test('says so where nothing remains', () => {
  expect(() => core(data, 4)).toThrow('core: 4 is not accepted; no user and song are left: use a smaller number')
})
