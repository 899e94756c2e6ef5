import { expect, test } from '@jest/globals'
import { modelsNamed } from '../../src/evaluation/models.js'
import { dataOf } from './data.js'

test('an unknown name is refused with those that are known', () => {
  expect(() => modelsNamed(['popularity', 'knn'])).toThrow(
    /models: "knn" is not accepted; use some of popularity, userKnn, itemKnn/,
  )
  expect(() => modelsNamed(['constructor'])).toThrow('models')
})

test.each(['popularity', 'userKnn', 'itemKnn', 'itemKnnAsymmetric', 'als', 'ease'])(
  '%s ranks every song but those the user knows',
  async name => {
    const data = dataOf({
      users: ['a', 'b'],
      songs: ['w', 'x', 'y', 'z'],
      plays: [
        ['a', 'w', 1],
        ['b', 'w', 1],
        ['b', 'y', 1],
      ],
      reviews: [['a', 'z']],
    })
    const recommender = await modelsNamed([name])[name](data, { seed: 1, tfBackend: 'wasm', onProgress: () => {} })
    const { songs, scores } = recommender.rank(0, 500)
    expect([...songs]).toEqual([2, 1])
    expect(scores[0]).toBeGreaterThan(scores[1])
  },
)
