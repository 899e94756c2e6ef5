import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { aspects, canonicalOfSpan } from '../../nlp/aspects.js'

interface Span {
  readonly start: number
  readonly end: number
  readonly text: string
}
interface Sentence {
  readonly id: string
  readonly text: string
  readonly split: 'tune' | 'held'
  readonly genre: string
  readonly kind: string
  readonly triplets: readonly {
    readonly aspect: Span
    readonly opinion: Span
    readonly polarity: string
    readonly canonicalAspect: string | null
  }[]
}

const sentences: Sentence[] = readFileSync(new URL('../fixtures/music-aspects.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line): Sentence => JSON.parse(line))
const part = (split: string) => sentences.filter(sentence => sentence.split === split)

test('at least 300 sentences to tune on, 200 held out, all different', () => {
  expect(part('tune').length).toBeGreaterThanOrEqual(300)
  expect(part('held').length).toBeGreaterThanOrEqual(200)
  expect(sentences).toHaveLength(part('tune').length + part('held').length)
  expect(new Set(sentences.map(({ text }) => text.toLowerCase())).size).toBe(sentences.length)
  expect(new Set(sentences.map(({ id }) => id)).size).toBe(sentences.length)
})

test('spans lie where they say, on word boundaries; the two of a triplet are apart; no triplet is said twice', () => {
  const letter = /[\p{L}\p{N}]/u
  for (const { id, text, triplets } of sentences) {
    const seen = new Set<string>()
    for (const { aspect, opinion } of triplets) {
      for (const { start, end, text: words } of [aspect, opinion]) {
        expect([id, text.slice(start, end)]).toEqual([id, words])
        expect([id, words.trim().length]).toEqual([id, end - start])
        const cut = [
          [start - 1, start],
          [end - 1, end],
        ].some(pair => pair.every(at => letter.test(text[at] ?? '')))
        expect([id, words, cut]).toEqual([id, words, false])
      }
      expect([id, aspect.start < opinion.end && opinion.start < aspect.end]).toEqual([id, false])
      const pair = `${aspect.start} ${aspect.end} ${opinion.start} ${opinion.end}`
      expect([id, pair, seen.has(pair)]).toEqual([id, pair, false])
      seen.add(pair)
    }
  }
})

test('polarities and canonical names exist', () => {
  const names = new Set(aspects.map(({ name }) => name))
  for (const { id, triplets } of sentences)
    for (const { polarity, canonicalAspect } of triplets) {
      expect(['POS', 'NEG', 'NEU']).toContain(polarity)
      if (canonicalAspect !== null)
        expect([id, canonicalAspect, names.has(canonicalAspect)]).toEqual([id, canonicalAspect, true])
    }
})

test('no held-out sentence resembles one to tune on: they share less than half of their words', () => {
  const words = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [])
  const tuned = part('tune').map(({ id, text }) => ({ id, own: words(text) }))
  for (const { id, text } of part('held')) {
    const own = words(text)
    for (const other of tuned) {
      const shared = [...own].filter(word => other.own.has(word)).length
      const jaccard = shared / (own.size + other.own.size - shared)
      expect([id, other.id, jaccard >= 0.5]).toEqual([id, other.id, false])
    }
  }
})

test('of the held-out aspects at least 85 % get their canonical name', () => {
  const triplets = part('held').flatMap(sentence => sentence.triplets)
  const right = triplets.filter(({ aspect, canonicalAspect }) => canonicalOfSpan(aspect.text) === canonicalAspect)
  expect(right.length / triplets.length).toBeGreaterThanOrEqual(0.85)
})
