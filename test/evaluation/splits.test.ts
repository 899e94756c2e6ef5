import { describe, expect, test } from '@jest/globals'
import { fnv1a } from '../../src/evaluation/hash.js'
import { topNFiles, topNHash } from '../../src/evaluation/splits.js'
import { dataOf, rowsOf } from './data.js'

const users = ['u1', 'u2', 'ü3']
const songs = Array.from({ length: 20 }, (_, i) => `s${19 - i}`)
const pairs = users.flatMap(user => songs.map(song => [user, song] as const))
const isTest = ([user, song]: readonly [string, string]) => fnv1a(`${user}\t${song}`) % 5 === 0
const heldOutPairs = pairs.filter(isTest)

/** As (user, song) ids. */
const heldOut = ({ train, test }: ReturnType<typeof topNHash>) =>
  test.flatMap((own, user) => [...own].map(song => [train.userIds[user], train.songs[song].id]))

describe('top-n-hash', () => {
  test('has pairs of both parts here', () => {
    expect(heldOutPairs.length).toBeGreaterThan(0)
    expect(heldOutPairs.length).toBeLessThan(pairs.length)
  })

  test('cuts plays and reviewed pairs by the hash alone', () => {
    const played = pairs.filter((_, i) => i % 2 === 0)
    const reviewed = pairs.filter((_, i) => i % 3 === 0)
    const split = topNHash(dataOf({ users, songs, plays: played.map(([u, s]) => [u, s, 4]), reviews: reviewed }))
    const both = pairs.filter((_, i) => i % 2 === 0 || i % 3 === 0)
    expect(heldOut(split).sort()).toEqual(both.filter(isTest).sort())
    const train = rowsOf(split.train)
    expect(train.plays.map(([u, s]) => [u, s])).toEqual(played.filter(pair => !isTest(pair)).sort())
    expect(train.reviews).toEqual(reviewed.filter(pair => !isTest(pair)).sort())
  })

  test('leaves no tag of a test pair in train, whoever else gave it', () => {
    const plays = pairs.map(([u, s]) => [u, s, 1] as const)
    const tags = pairs.map(([u, s]) => [u, s, 'rock'] as const)
    const { train } = topNHash(dataOf({ users, songs, plays, tags }))
    expect(rowsOf(train).tags).toEqual(tags.filter(([u, s]) => !isTest([u, s])).sort())
  })

  test('orders songs by id, so that equal scores break by id', () => {
    const { train } = topNHash(dataOf({ users, songs, plays: [['u1', 's3', 1]] }))
    expect(train.songs.map(({ id }) => id)).toEqual([...songs].sort())
  })
})

describe('top-n-files', () => {
  const play = (user: string, song: string, plays = 1) => ({ user, song, plays })

  test('takes the pairs as they are given; repeats add up, songs of either file are ranked', () => {
    const split = topNFiles(
      [play('b', 'y', 2), play('b', 'y', 3), play('a', 'x')],
      [play('b', 'z'), play('b', 'z')],
      null,
    )
    expect(rowsOf(split.train)).toEqual({
      users: ['a', 'b'],
      songs: ['x', 'y', 'z'],
      plays: [
        ['a', 'x', 1],
        ['b', 'y', 5],
      ],
      reviews: [],
      tags: [],
    })
    expect(heldOut(split)).toEqual([['b', 'z']])
  })

  test('takes metadata and tags from the content, without those of test pairs and without its plays', () => {
    const content = dataOf({
      users: ['b', 'other'],
      songs: ['q', 'z', 'y'],
      plays: [['b', 'y', 9]],
      reviews: [['b', 'y']],
      tags: [
        ['b', 'z', 'test pair'],
        ['b', 'y', 'kept'],
        ['b', 'q', 'no such song'],
        ['other', 'y', 'no such user'],
      ],
    })
    const titled = { ...content, songs: content.songs.map(song => ({ ...song, title: `title of ${song.id}` })) }
    const { train } = topNFiles([play('b', 'y')], [play('b', 'z')], titled)
    expect(rowsOf(train)).toEqual({
      users: ['b'],
      songs: ['y', 'z'],
      plays: [['b', 'y', 1]],
      reviews: [],
      tags: [['b', 'y', 'kept']],
    })
    expect(train.songs[1].title).toBe('title of z')
  })

  test('refuses a pair that is in both files', () => {
    expect(() => topNFiles([play('a', 'x')], [play('a', 'x')], null)).toThrow('test: ["a","x"] is not accepted')
  })
})
