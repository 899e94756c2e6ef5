import { BLANK, DIGIT, kindAt, LETTER, LINE, PICTOGRAPH, SKIPPED } from './characters.js'
import { splitWord } from './contractions.js'
import { emoticonEnd, pictographEnd } from './emoticons.js'
import { type Form, type FormReading, formOf, perForm } from './forms.js'
import { sentencesOf } from './sentences.js'
import { wordEnd } from './words.js'

/** One word or mark. `start` and `end` are offsets into the text that was tokenized. */
export interface Token {
  readonly form: Form
  /** Of its form. */
  readonly word: string
  readonly start: number
  readonly end: number
}

/** Tokens from..to of one sentence, `to` exclusive. */
export interface SentenceTokens {
  readonly from: number
  readonly to: number
}

export interface TokenizedText {
  readonly tokens: readonly Token[]
  readonly sentences: readonly SentenceTokens[]
}

/** Marks whose runs are one token: "...", "--", "''". */
const RUNS = ".-=~_'"
const ZERO_WIDTH = /\u00ad|[\u200b-\u200f]|[\u2060-\u206f]|[\ufe00-\ufe0f]|\ufeff/g

/**
 * Words, marks, emoticons and sentences of a text that went through `legible`. Time is linear in its length.
 * Words split as in the Penn Treebank ("do|n't", "it|'s", "can|not"); hyphens hold: "top-notch" is one.
 */
export function tokenize(text: string): TokenizedText {
  const tokens: Token[] = []
  for (let at = 0; at < text.length; ) at = readToken(text, at, tokens)
  return { tokens, sentences: sentencesOf(text, tokens) }
}

/** Reads what begins at `at`; answers where to go on. */
function readToken(text: string, at: number, tokens: Token[]): number {
  switch (kindAt(text, at)) {
    case BLANK:
    case LINE:
    case SKIPPED:
      return at + 1
    case LETTER:
    case DIGIT:
      return readWord(text, at, wordEnd(text, at), tokens)
    case PICTOGRAPH: {
      const end = pictographEnd(text, at)
      tokens.push(tokenAt(at, formOf(text.slice(at, end), asEmoji)))
      return end
    }
    default:
      return readMark(text, at, tokens)
  }
}

function tokenAt(start: number, form: Form): Token {
  return { form, word: form.word, start, end: start + form.written.length }
}

function readWord(text: string, at: number, end: number, tokens: Token[]): number {
  let start = at
  for (const part of partsOf(formOf(text.slice(at, end), asWord))) {
    tokens.push(tokenAt(start, part))
    start += part.written.length
  }
  return end
}

/** The words that are written as one: "don't" is "do" and "n't". Usually itself alone. */
const partsOf = perForm((form): readonly Form[] => {
  const { written } = form
  const ends = splitWord(written)
  return ends.length === 1 ? [form] : ends.map((end, i) => formOf(written.slice(ends[i - 1] ?? 0, end), asWord))
})

function readMark(text: string, at: number, tokens: Token[]): number {
  const faceEnd = emoticonEnd(text, at)
  if (faceEnd > at) {
    tokens.push(tokenAt(at, formOf(text.slice(at, faceEnd), asEmoticon)))
    return faceEnd
  }
  const clitic = cliticEnd(text, at)
  if (clitic > at) return readWord(text, at, clitic, tokens)
  const first = text[at] ?? ''
  let end = at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)
  if (RUNS.includes(first)) while (text[end] === first) end++
  tokens.push(tokenAt(at, formOf(text.slice(at, end), asMark)))
  return end
}

// Its characters tell which of these reads a form: no two read the same one.

function asWord(written: string): FormReading {
  const visible = written.replace(ZERO_WIDTH, '')
  const lower = visible.toLowerCase()
  const capital = visible[0] !== lower[0]
  return {
    word: lower,
    kind: 'word',
    shouted: capital && visible.length > 1 && visible === visible.toUpperCase(),
    capital,
  }
}

function asMark(written: string): FormReading {
  return { word: written, kind: 'mark', shouted: false, capital: false }
}

/** ":)))" reads as ":)". */
function asEmoticon(written: string): FormReading {
  return { word: written.replace(/(.)\1+$/, '$1').toLowerCase(), kind: 'emote', shouted: false, capital: false }
}

/** What an emoji is made of beyond its first sign (skin, profession) changes no opinion. */
function asEmoji(written: string): FormReading {
  return { word: String.fromCodePoint(written.codePointAt(0) ?? 0), kind: 'emote', shouted: false, capital: false }
}

const CLITIC = /'(?:s|m|d|re|ve|ll|em|n|til|cause|bout|round)(?![\p{L}\p{N}])/iuy

/** Words that begin with an apostrophe: "could n't 've", "get 'em", "rock 'n' roll"; `at` where none does. */
function cliticEnd(text: string, at: number): number {
  if (text[at] !== "'") return at
  CLITIC.lastIndex = at
  if (!CLITIC.test(text)) return at
  const end = CLITIC.lastIndex
  return text.startsWith("'n'", at) ? end + 1 : end
}
