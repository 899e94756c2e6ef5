import { expect, test } from '@jest/globals'
import { aspects, canonicalAspect } from '../../nlp/aspects.js'

test('the lexicon is a tree: names are distinct, in lower case, and follow their parents', () => {
  const seen = new Set<string>()
  for (const { name, parent } of aspects) {
    expect(name).toBe(name.toLowerCase())
    expect(seen.has(name)).toBe(false)
    if (parent !== null) expect(seen.has(parent)).toBe(true)
    seen.add(name)
  }
  expect(seen.size).toBeGreaterThanOrEqual(40)
})

test('no synonym names two aspects, and every name is its own canonical name', () => {
  const owner = new Map<string, string>()
  for (const { name, synonyms } of aspects) {
    expect(canonicalAspect(name)).toBe(name)
    for (const synonym of synonyms) {
      expect([synonym, owner.get(synonym) ?? name]).toEqual([synonym, name])
      owner.set(synonym, name)
      expect([synonym, canonicalAspect(synonym)]).toEqual([synonym, name])
    }
  }
})

test.each([
  ['riffs', 'guitar'],
  ['melodies', 'melody'],
  ['basslines', 'bass'],
  ['guitar solos', 'solo'],
  ['staircase', null],
])('%s → %s', (term, name) => {
  expect(canonicalAspect(term)).toBe(name)
})
