import { readFileSync } from 'node:fs'
import type { Aspect } from './analysis.js'
import { plural } from './inflect.js'
import { remembered } from './remembered.js'

interface AspectFile {
  readonly aspects: readonly (Aspect & { readonly loose?: string })[]
  readonly generalHeads: string
  readonly hollowNouns: string
}

function read<Content>(name: string): Content {
  return JSON.parse(readFileSync(new URL(`./data/${name}`, import.meta.url), 'utf8'))
}

const file = read<AspectFile>('aspects.json')

/** The music aspect lexicon: a tree, parents before children. */
export const aspects: readonly Aspect[] = file.aspects.map(({ name, parent, synonyms }) => ({ name, parent, synonyms }))

/** Words of a synonym, most: longer runs of words are not looked up. */
export const LONGEST_SYNONYM = 3

const names = new Map<string, string>()
/** Words that name an aspect only where it is known that one is spoken of: those by hand, and nouns near them by their vectors. */
const looseNames = new Map<string, string>()
for (const { name, synonyms } of aspects) for (const synonym of [name, ...synonyms]) enter(names, synonym, name)
for (const { name, loose } of file.aspects)
  for (const word of loose?.split(' ') ?? []) if (!names.has(word)) enter(looseNames, word, name)

/** Canonical name → words near it, found by nlp/training/aspects/neighbours.ts. */
const neighbours = read<{ readonly words: Readonly<Record<string, string>> }>('aspect-neighbours.json').words
for (const [name, words] of Object.entries(neighbours))
  for (const word of words.split(' ')) if (!names.has(word) && !looseNames.has(word)) looseNames.set(word, name)

/** Heads that leave it to the word before them what is meant: "drum sound", "vocal part". */
const generalHeads = new Set(file.generalHeads.split(' '))

/** Nouns that opinions are seldom about ("a great time", "a bit thin"), unless the lexicon names them. */
export const hollowNouns: ReadonlySet<string> = new Set(file.hollowNouns.split(' '))

function enter(map: Map<string, string>, term: string, name: string): void {
  for (const form of [term, plural(term)]) if (!map.has(form)) map.set(form, name)
}

/**
 * Canonical name of a term, by the term itself, its plural or a synonym; null where the lexicon holds none.
 * @param term in lower case, words separated by single blanks
 */
export function canonicalAspect(term: string): string | null {
  return names.get(term) ?? null
}

/** "track 5", "disc two": which one it is says nothing of what it is. */
const COUNT = /^(\d+|#\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)$/
/** What follows tells more of the head before it. */
const PREPOSITION = /^(of|in|on|from|with|by|for|at|between|to)$/

/**
 * Canonical name of a span that is known to be an aspect: of the span, else of the longest known end of it (the head of a noun phrase is
 * its last word), else, where the head is general or unknown, of the words before it or behind its preposition ("quality of the pressing").
 * @param span as written, of any length
 * @returns null where the lexicon has no name: the span stays an aspect of its own, see `aspectLemma`
 */
export const canonicalOfSpan = remembered((span: string): string | null => {
  const words = wordsOf(span)
  const whole = words.length <= LONGEST_SYNONYM ? lookUp(words.join(' ')) : undefined
  if (whole !== undefined) return whole
  const preposition = words.findIndex((word, i) => i > 0 && PREPOSITION.test(word))
  if (preposition < 0) return ofPhrase(words) ?? null
  const head = words.slice(0, preposition)
  const rest = words.slice(preposition + 1)
  const general = generalHeads.has(singular(head.at(-1) ?? ''))
  return (general ? (ofPhrase(rest) ?? ofPhrase(head)) : (ofPhrase(head) ?? ofPhrase(rest))) ?? null
})

/** Name of an aspect that the lexicon does not know: its head in the singular, lower case ("The Dancers" → "dancer"). */
export function aspectLemma(span: string): string {
  const words = wordsOf(span)
  const preposition = words.findIndex((word, i) => i > 0 && PREPOSITION.test(word))
  return singular((preposition < 0 ? words : words.slice(0, preposition)).at(-1) ?? span)
}

function wordsOf(span: string): string[] {
  const words =
    span
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{N}#&]+(?:['-][\p{L}\p{N}]+)*/gu) ?? []
  const plain = words.map(word => word.replace(/'s$/, ''))
  while (plain.length > 1 && COUNT.test(plain.at(-1) ?? '')) plain.pop()
  return plain
}

function ofPhrase(words: readonly string[]): string | undefined {
  for (let to = words.length; to > 0; to--) {
    const ending = longestEnding(words, to)
    if (ending === undefined) continue
    if (to > 1 && to - ending.from === 1 && generalHeads.has(singular(words[to - 1] ?? ''))) {
      const before = longestEnding(words, to - 1)
      // "studio sound" is about the sound, "drum sound" about the drums: a word of the whole does not tell which.
      if (before !== undefined && before.name !== 'whole' && before.name !== 'genre') return before.name
    }
    return ending.name
  }
  return undefined
}

function longestEnding(
  words: readonly string[],
  to: number,
): { readonly from: number; readonly name: string } | undefined {
  for (let from = Math.max(0, to - LONGEST_SYNONYM); from < to; from++) {
    const name = lookUp(words.slice(from, to).join(' '))
    if (name !== undefined) return { from, name }
  }
  return undefined
}

function lookUp(term: string): string | undefined {
  const known = names.get(term) ?? looseNames.get(term)
  if (known !== undefined || term.includes(' ')) return known
  const stem = singular(term)
  const named = names.get(stem) ?? looseNames.get(stem)
  return named ?? (term.includes('-') ? lookUp(term.replace('-', ' ')) : undefined)
}

function singular(word: string): string {
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`
  if (/(ch|sh|x|ss|zz|[^ao]us)es$/.test(word)) return word.slice(0, -2)
  return /[^su]s$/.test(word) ? word.slice(0, -1) : word
}
