import { readFileSync } from 'node:fs'
import { type Form, perForm } from './forms.js'
import { adjectiveForms, plural, verbForms } from './inflect.js'
import type { Grades, LexiconFile } from './lexicon-file.js'
import type { Token } from './tokens.js'

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

/** What a lexicon says of a word by itself. */
export interface WordEntry {
  /** Undefined where it is no word of opinion. */
  readonly valence: number | undefined
  /** Factor on the valence of the word that follows: above 1 for "very", below 1 for "slightly"; undefined for others. */
  readonly degree: number | undefined
  readonly isNegator: boolean
  /** The phrases that begin with it, by their second word, longest first. */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]> | undefined
}

/** Words of opinion with their valences, degree words and negators. */
export class Lexicon {
  /** What it says of a word by itself. */
  readonly of = perForm(form => this.read(form))
  private readonly degrees: ReadonlyMap<string, number>
  private readonly negators: ReadonlySet<string>
  private readonly entries = new Map<string, LexiconEntry>()
  /** Nouns that are other words too: "a lack of ideas" beside "they lack ideas". */
  private readonly nounEntries = new Map<string, LexiconEntry>()
  /** By first word, then by second. */
  private readonly phrases = new Map<string, Map<string, Phrase[]>>()

  constructor(file: LexiconFile) {
    this.degrees = new Map([file.intensifiers, file.diminishers].flatMap(grades => graded(grades, ' ')))
    this.negators = new Set(file.negators.split(' '))
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
    for (const [grades, kind] of listed)
      for (const [word, valence] of graded(grades, ' ')) this.add(word, kind, valence)
    for (const [grades, kind, forms] of listed)
      for (const [word, valence] of graded(grades, ' '))
        for (const form of forms(word))
          this.add(form, kind === 'adjective' && form.endsWith('ly') ? 'adverb' : kind, valence)
    for (const [phrase, valence] of graded(file.experiencerPhrases, ';')) this.addPhrase(phrase, 'experiencer', valence)
    for (const [phrase, valence] of graded(file.phrases, ';')) this.addPhrase(phrase, 'noun', valence)
    for (const [grades, kind] of listed)
      for (const [word, valence] of graded(grades, ' ')) this.addHyphenated(word, kind, valence)
    for (const bySecond of this.phrases.values())
      for (const list of bySecond.values()) list.sort((a, b) => b.words.length - a.words.length)
  }

  /** Entry of a word in lower case, as a noun where it is one; "soooo" and "looove" are read as "so" and "love". */
  entryOf(word: string, isNoun: boolean): LexiconEntry | undefined {
    const entry = this.entries.get(word)
    if (entry !== undefined) return isNoun ? (this.nounEntries.get(word) ?? entry) : entry
    return hasTriple(word) ? this.entries.get(this.shorten(word)) : undefined
  }

  /** The longest phrase that begins with token `at` and ends before token `to`. */
  phraseAt(tokens: readonly Token[], at: number, to: number): Phrase | undefined {
    const { phrases } = this.of(tokens[at].form)
    return phrases
      ?.get(tokens[at + 1]?.word ?? '')
      ?.find(({ words }) => at + words.length <= to && words.every((each, k) => tokens[at + k].word === each))
  }

  private read({ word }: Form): WordEntry {
    return {
      valence: this.entryOf(word, false)?.valence,
      degree: this.degrees.get(word),
      isNegator: this.negators.has(word),
      phrases: this.phrases.get(word),
    }
  }

  /** Earlier entries win: a form that is listed by itself keeps its own grade. */
  private add(form: string, kind: OpinionKind, valence: number): void {
    const known = this.entries.get(form)
    if (known === undefined) this.entries.set(form, { kind, valence })
    else if (kind === 'noun' && known.kind !== 'noun' && !this.nounEntries.has(form))
      this.nounEntries.set(form, { kind, valence })
  }

  /** wink-nlp keeps some hyphens and splits at others, and many writers use a blank: "jaw-dropping", "jaw dropping". */
  private addHyphenated(word: string, kind: OpinionKind, valence: number): void {
    const parts = word.split('-')
    if (parts.length < 2 || parts.includes('')) return
    const hyphenated = parts.flatMap((part, i) => (i === 0 ? [part] : ['-', part]))
    this.addWords(hyphenated, kind, valence)
    // "well produced" without a hyphen praises the production: the rule for adverbs reads it.
    if (parts[0] !== 'well') this.addWords(parts, kind, valence)
  }

  private addPhrase(phrase: string, kind: OpinionKind, valence: number): void {
    const [first = '', ...rest] = phrase.split(' ')
    const inflected = first.endsWith('~')
    for (const head of inflected ? verbForms(first.slice(0, -1)) : [first]) {
      // wink-nlp splits "can't" into "ca" and "n't"; a phrase is split alike.
      const words = [head, ...rest].flatMap(splitContraction)
      this.addWords(words, inflected && kind === 'noun' ? 'verb' : kind, valence)
    }
  }

  private addWords(words: readonly string[], kind: OpinionKind, valence: number): void {
    const [first = '', second = ''] = words
    const bySecond = this.phrases.get(first) ?? new Map<string, Phrase[]>()
    this.phrases.set(first, bySecond)
    bySecond.set(second, [...(bySecond.get(second) ?? []), { words, kind, valence }])
  }

  private shorten(word: string): string {
    const twice = word.replace(/(.)\1{2,}/g, '$1$1')
    return this.entries.has(twice) ? twice : word.replace(/(.)\1{2,}/g, '$1')
  }
}

/** The lexicon as it ships. */
export const shippedLexicon = new Lexicon(
  JSON.parse(readFileSync(new URL('./data/lexicon.json', import.meta.url), 'utf8')),
)

function graded(grades: Grades, separator: string): [string, number][] {
  return Object.entries(grades).flatMap(([grade, words]) =>
    words
      .split(separator)
      .filter(word => word !== '')
      .map((word): [string, number] => [word, Number(grade)]),
  )
}

function splitContraction(word: string): string[] {
  if (word.endsWith("n't")) return [word.slice(0, -3), "n't"]
  if (word === 'cannot') return ['can', 'not']
  const [, stem, ending] = /^(.+)('s|'ve|'re|'d|'m)$/.exec(word) ?? []
  return stem !== undefined && ending !== undefined ? [stem, ending] : [word]
}

function hasTriple(word: string): boolean {
  for (let i = 2; i < word.length; i++) {
    if (word[i] === word[i - 1] && word[i] === word[i - 2]) return true
  }
  return false
}
