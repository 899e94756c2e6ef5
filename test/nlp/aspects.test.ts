import { expect, test } from '@jest/globals'
import { aspectLemma, aspects, canonicalAspect, canonicalOfSpan } from '../../nlp/aspects.js'

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

test.each([
  ['the listed term', 'backing vocals', 'harmonies'],
  ['a loose word, which is no aspect where it is not known to be one', 'Encore', 'ending'],
  ['plural and case', 'Trumpeters', 'brass'],
  ['the head is the last word', 'guitar solo', 'solo'],
  ['a general head leaves it to the word before', 'snare drum sound', 'drums'],
  ['and stands for itself where that says nothing', 'studio album sound', 'sound'],
  ['an unknown head', 'piano noodlings', 'keyboards'],
  ['the head before a preposition', 'choir of children', 'harmonies'],
  ['what stands behind it, where the head is general', 'quality of the pressing', 'pressing'],
  ['a number', 'Track 5', 'whole'],
  ['nothing known', 'staircase carpet', null],
  ['no word at all', '***', null],
])('span with %s: %s → %s', (_, span, name) => {
  expect(canonicalOfSpan(span)).toBe(name)
})

test.each([
  ['The Dancing Bears', 'bear'],
  ['buses of the city', 'bus'],
  ['moss', 'moss'],
  ['', ''],
])('the lemma of %s is %s', (span, lemma) => {
  expect(aspectLemma(span)).toBe(lemma)
})
