import { describe, expect, test } from '@jest/globals'
import { Random } from '../../seeds/random.js'
import { countWords, fill, sentences } from '../../seeds/reviews/grammar.js'

describe('grammar', () => {
  test.each([
    [
      'a slot and a singular verb',
      'the $n %is good and carr%ies it',
      { n: 'bass' },
      false,
      'the bass is good and carries it',
    ],
    ['a plural verb', 'the $n %is good and carr%ies it', { n: 'drums' }, true, 'the drums are good and carry it'],
    ['articles', 'a(n) $n, a(n) organ', { n: 'beat' }, false, 'a beat, an organ'],
    ['an empty part leaves one blank', 'so {|} good {|}, yes', {}, false, 'so good, yes'],
    ['parts of parts', '{{a|a}|a} b', {}, false, 'a b'],
  ])('%s', (_, template, slots, plural, expected) => {
    expect(fill(template, slots, plural, new Random('any'))).toBe(expected)
  })

  test('a slot or agreement that is not there is named', () => {
    expect(() => fill('the $nuon', {}, false, new Random('any'))).toThrow('nuon: no such slot')
    expect(() => fill('it %iz', {}, false, new Random('any'))).toThrow('iz: no such slot')
  })

  test('sentences are cut at end marks and line breaks and compare without case', () => {
    expect(sentences('Good. GOOD!\n\nso... good?')).toEqual(['good', 'good', 'so', 'good'])
    expect(countWords(' one  two\nthree ')).toBe(3)
  })
})

describe('random', () => {
  test('the same name gives the same numbers, in [0, 1)', () => {
    const draw = (name: string) => {
      const random = new Random(name)
      return Array.from({ length: 100 }, () => random.next())
    }
    expect(draw('a')).toEqual(draw('a'))
    expect(draw('a')).not.toEqual(draw('b'))
    expect(draw('a').every(value => value >= 0 && value < 1)).toBe(true)
  })

  test('a weighted sample holds no entry twice, and one of overwhelming weight comes first', () => {
    const random = new Random('sample')
    const drawn = random.sampleWeighted(['a', 'b', 'c', 'd'], 3, entry => (entry === 'c' ? 1000 : 0))
    expect(drawn[0]).toBe('c')
    expect(new Set(drawn).size).toBe(3)
    expect(random.sample([1, 2], 5)).toHaveLength(2)
    expect(() => random.pick([])).toThrow('the list is empty')
  })
})
