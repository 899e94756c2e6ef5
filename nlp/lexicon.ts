import { readFileSync } from 'node:fs'
import { adjectiveForms, plural, verbForms } from './inflect.js'

/** How a word of opinion attaches to what it is about. An experiencer verb ("love") takes its object. */
export type OpinionKind = 'adjective' | 'verb' | 'experiencer' | 'noun' | 'adverb' | 'interjection'

/** A word, or the last words of an expression, with its valence in [-4, 4] before context. */
export interface LexiconEntry {
  readonly kind: OpinionKind
  readonly valence: number
}

export interface Phrase extends LexiconEntry {
  readonly words: readonly string[]
}

/** Words of one grade, separated by blanks (expressions by `;`), by valence. */
type Grades = Readonly<Record<string, string>>

interface LexiconFile {
  readonly adjectives: Grades
  readonly verbs: Grades
  readonly experiencers: Grades
  readonly nouns: Grades
  readonly adverbs: Grades
  readonly interjections: Grades
  readonly phrases: Grades
  readonly experiencerPhrases: Grades
  readonly emoji: Grades
  readonly emoticons: Grades
  readonly intensifiers: Grades
  readonly diminishers: Grades
  readonly negators: string
}

const file: LexiconFile = JSON.parse(readFileSync(new URL('./data/lexicon.json', import.meta.url), 'utf8'))

const entries = new Map<string, LexiconEntry>()
/** Nouns that are other words too: "a lack of ideas" beside "they lack ideas". */
const nounEntries = new Map<string, LexiconEntry>()
/** By first word, then by second. */
const phrases = new Map<string, Map<string, Phrase[]>>()

/** Factor on the valence of the word that follows: above 1 for "very", below 1 for "slightly". */
export const degrees: ReadonlyMap<string, number> = new Map(
  [file.intensifiers, file.diminishers].flatMap(grades =>
    graded(grades, ' ').map(([word, factor]): [string, number] => [word, factor]),
  ),
)

export const negators: ReadonlySet<string> = new Set(file.negators.split(' '))

function graded(grades: Grades, separator: string): [string, number][] {
  return Object.entries(grades).flatMap(([grade, words]) =>
    words
      .split(separator)
      .filter(word => word !== '')
      .map((word): [string, number] => [word, Number(grade)]),
  )
}

/** Earlier entries win: a form that is listed by itself keeps its own grade. */
function add(form: string, kind: OpinionKind, valence: number): void {
  const known = entries.get(form)
  if (known === undefined) entries.set(form, { kind, valence })
  else if (kind === 'noun' && known.kind !== 'noun' && !nounEntries.has(form)) nounEntries.set(form, { kind, valence })
}

/** wink-nlp keeps some hyphens and splits at others, and many writers use a blank: "jaw-dropping", "jaw dropping". */
function addHyphenated(word: string, kind: OpinionKind, valence: number): void {
  const parts = word.split('-')
  if (parts.length < 2 || parts.includes('')) return
  const hyphenated = parts.flatMap((part, i) => (i === 0 ? [part] : ['-', part]))
  addWords(hyphenated, kind, valence)
  // "well produced" without a hyphen praises the production: the rule for adverbs reads it.
  if (parts[0] !== 'well') addWords(parts, kind, valence)
}

function addWords(words: readonly string[], kind: OpinionKind, valence: number): void {
  const [first = '', second = ''] = words
  const bySecond = phrases.get(first) ?? new Map<string, Phrase[]>()
  phrases.set(first, bySecond)
  bySecond.set(second, [...(bySecond.get(second) ?? []), { words, kind, valence }])
}

function addPhrase(phrase: string, kind: OpinionKind, valence: number): void {
  const [first = '', ...rest] = phrase.split(' ')
  const inflected = first.endsWith('~')
  for (const head of inflected ? verbForms(first.slice(0, -1)) : [first]) {
    // wink-nlp splits "can't" into "ca" and "n't"; a phrase is split alike.
    const words = [head, ...rest].flatMap(splitContraction)
    addWords(words, inflected && kind === 'noun' ? 'verb' : kind, valence)
  }
}

function splitContraction(word: string): string[] {
  if (word.endsWith("n't")) return [word.slice(0, -3), "n't"]
  if (word === 'cannot') return ['can', 'not']
  const [, stem, ending] = /^(.+)('s|'ve|'re|'d|'m)$/.exec(word) ?? []
  return stem !== undefined && ending !== undefined ? [stem, ending] : [word]
}

const listed: readonly [Grades, OpinionKind, (word: string) => string[]][] = [
  [file.adjectives, 'adjective', adjectiveForms],
  [file.experiencers, 'experiencer', verbForms],
  [file.verbs, 'verb', verbForms],
  [file.nouns, 'noun', noun => [noun, plural(noun)]],
  [file.adverbs, 'adverb', adverb => [adverb]],
  [file.interjections, 'interjection', word => [word]],
  [file.emoji, 'interjection', word => [word]],
  [file.emoticons, 'interjection', word => [word.toLowerCase()]],
]
for (const [grades, kind] of listed) for (const [word, valence] of graded(grades, ' ')) add(word, kind, valence)
for (const [grades, kind, forms] of listed)
  for (const [word, valence] of graded(grades, ' '))
    for (const form of forms(word)) add(form, kind === 'adjective' && form.endsWith('ly') ? 'adverb' : kind, valence)
for (const [phrase, valence] of graded(file.experiencerPhrases, ';')) addPhrase(phrase, 'experiencer', valence)
for (const [phrase, valence] of graded(file.phrases, ';')) addPhrase(phrase, 'noun', valence)
for (const [grades, kind] of listed)
  for (const [word, valence] of graded(grades, ' ')) addHyphenated(word, kind, valence)
for (const bySecond of phrases.values())
  for (const list of bySecond.values()) list.sort((a, b) => b.words.length - a.words.length)

/** Entry of a word in lower case, as a noun where it is one; "soooo" and "looove" are read as "so" and "love". */
export function entryOf(word: string, isNoun: boolean): LexiconEntry | undefined {
  const entry = entries.get(word)
  if (entry !== undefined) return isNoun ? (nounEntries.get(word) ?? entry) : entry
  return hasTriple(word) ? entries.get(shorten(word)) : undefined
}

/** Phrases that begin with the two words, longest first. */
export function phrasesFrom(first: string, second: string): readonly Phrase[] | undefined {
  return phrases.get(first)?.get(second)
}

function hasTriple(word: string): boolean {
  for (let i = 2; i < word.length; i++) {
    if (word[i] === word[i - 1] && word[i] === word[i - 2]) return true
  }
  return false
}

function shorten(word: string): string {
  const twice = word.replace(/(.)\1{2,}/g, '$1$1')
  return entries.has(twice) ? twice : word.replace(/(.)\1{2,}/g, '$1')
}
