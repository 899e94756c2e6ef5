import { BLANK, DIGIT, kindAt, LETTER, LINE, PICTOGRAPH, SKIPPED } from './characters.js'
import { splitWord } from './contractions.js'
import { emoticonEnd, pictographEnd } from './emoticons.js'
import { sentencesOf } from './sentences.js'
import { wordEnd } from './words.js'

/** One word or mark. `start` and `end` are offsets into the text that was tokenized. */
export interface Token {
  /** In lower case, without zero-width characters; of an emoji its first sign; else as written. */
  readonly word: string
  readonly start: number
  readonly end: number
  /** An emote is an emoji or emoticon; a word may be a number. */
  readonly kind: 'word' | 'mark' | 'emote'
  /** At least two letters, all of them capitals. */
  readonly shouted: boolean
  /** Begins with a capital, as names and titles do. */
  readonly capital: boolean
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
      // What an emoji is made of beyond its first sign (skin, profession) changes no opinion.
      const word = String.fromCodePoint(text.codePointAt(at) ?? 0)
      tokens.push({ word, start: at, end, kind: 'emote', shouted: false, capital: false })
      return end
    }
    default:
      return readMark(text, at, tokens)
  }
}

function readWord(text: string, at: number, end: number, tokens: Token[]): number {
  let start = at
  for (const to of splitWord(text, at, end)) {
    tokens.push(wordOf(text, start, to))
    start = to
  }
  return end
}

function wordOf(text: string, start: number, end: number): Token {
  const written = text.slice(start, end).replace(ZERO_WIDTH, '')
  const word = written.toLowerCase()
  const changed = word !== written
  const capital = changed && written[0] !== word[0]
  return { word, start, end, kind: 'word', shouted: capital && written.length > 1 && isUpper(written), capital }
}

function isUpper(written: string): boolean {
  return written === written.toUpperCase()
}

function readMark(text: string, at: number, tokens: Token[]): number {
  const faceEnd = emoticonEnd(text, at)
  if (faceEnd > at) {
    // ":)))" reads as ":)".
    const word = text
      .slice(at, faceEnd)
      .replace(/(.)\1+$/, '$1')
      .toLowerCase()
    tokens.push({ word, start: at, end: faceEnd, kind: 'emote', shouted: false, capital: false })
    return faceEnd
  }
  const clitic = cliticEnd(text, at)
  if (clitic > at) return readWord(text, at, clitic, tokens)
  const mark = text[at] ?? ''
  let end = at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)
  if (RUNS.includes(mark)) while (text[end] === mark) end++
  tokens.push({ word: text.slice(at, end), start: at, end, kind: 'mark', shouted: false, capital: false })
  return end
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
