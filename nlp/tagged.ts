import { createRequire } from 'node:module'
import type { Document, ItsFunction, PartOfSpeech, WinkMethods } from 'wink-nlp'

/** One word or mark. `start` and `end` are offsets into the text that was tokenized. */
export interface Token {
  /** In lower case, as written but for the case. */
  readonly word: string
  readonly start: number
  readonly end: number
  readonly pos: PartOfSpeech
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

/** No word is longer; wink-nlp takes quadratic time on some longer runs without a blank, so they are cut. */
const LONGEST_RUN = 40
/** wink-nlp reads this much at a time, so that its memory stays small on very long texts. */
const CHUNK = 8_000
/** Tokens. A text without full stops is cut: every opinion quotes its sentence, and quotes of a whole essay would add up. */
const LONGEST_SENTENCE = 150
/** How far from where it is expected a token is looked for; wink-nlp alters little, and never by this much. */
const REACH = 256

const require = createRequire(import.meta.url)
let wink: WinkMethods | undefined

/** wink-nlp with only the stages that are used. Loading takes about 0.3 s, so the first call does it. */
function pipeline(): WinkMethods {
  if (wink === undefined) {
    const winkNLP: typeof import('wink-nlp').default = require('wink-nlp')
    const model: typeof import('wink-eng-lite-web-model').default = require('wink-eng-lite-web-model')
    wink = winkNLP(model, ['sbd', 'pos'])
  }
  return wink
}

/** Sentences, tokens and parts of speech of a text that went through `legible`. Time is linear in its length. */
export function tokenize(text: string): TokenizedText {
  const tokens: Token[] = []
  const sentences: SentenceTokens[] = []
  for (let start = 0; start < text.length; ) {
    const end = chunkEnd(text, start)
    readChunk(text, start, end, tokens, sentences)
    start = end
  }
  return { tokens, sentences }
}

/** Where the chunk that begins at `start` ends: after a line, else a sentence, else a blank, else a surrogate pair. */
function chunkEnd(text: string, start: number): number {
  const limit = start + CHUNK
  if (limit >= text.length) return text.length
  const half = text.slice(start + CHUNK / 2, limit)
  for (const mark of ['\n', '. ', ' ']) {
    const at = half.lastIndexOf(mark)
    if (at >= 0) return start + CHUNK / 2 + at + mark.length
  }
  return isHighSurrogate(text, limit - 1) ? limit + 1 : limit
}

function isHighSurrogate(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800
}

function readChunk(text: string, start: number, end: number, tokens: Token[], sentences: SentenceTokens[]): void {
  const { its, readDoc } = pipeline()
  const doc = readDoc(cutLongRuns(text.slice(start, end)))
  const words = bulk(doc, its.value)
  const tags = bulk(doc, its.pos)
  const spans: number[][] = doc.sentences().out(its.span as ItsFunction<number[]>) as number[][]
  let at = start
  for (const [first = 0, last = -1] of spans) {
    const from = tokens.length
    for (let i = first; i <= last; i++) {
      const value = words[i] ?? ''
      const found = locate(text, value, at, end)
      // What wink-nlp altered beyond recognition has no place in the text, so nothing may be said of it.
      if (found < 0) continue
      at = found + value.length
      if (tags[i] === 'SPACE') continue
      const word = value.toLowerCase()
      const shouted = value.length > 1 && value !== word && value === value.toUpperCase()
      const capital = value[0] !== word[0]
      tokens.push({ word, start: found, end: at, pos: tags[i] ?? 'X', shouted, capital })
    }
    for (let part = from; part < tokens.length; part += LONGEST_SENTENCE) {
      sentences.push({ from: part, to: Math.min(part + LONGEST_SENTENCE, tokens.length) })
    }
  }
}

function bulk<T>(doc: Document, feature: ItsFunction<T>): T[] {
  return doc.tokens().out(feature) as T[]
}

function cutLongRuns(text: string): string {
  return text.replace(/\S{41,}/g, run => {
    const pieces: string[] = []
    for (let i = 0; i < run.length; ) {
      const end = isHighSurrogate(run, i + LONGEST_RUN - 1) ? i + LONGEST_RUN + 1 : i + LONGEST_RUN
      pieces.push(run.slice(i, end))
      i = end
    }
    return pieces.join(' ')
  })
}

/** Offset of `value` at or shortly after `at`, -1 if it is not there; whitespace is skipped however long. */
function locate(text: string, value: string, at: number, end: number): number {
  if (value === '') return -1
  if (text.startsWith(value, at)) return at
  let i = at
  while (i < end && text.charCodeAt(i) === 32) i++
  if (text.startsWith(value, i)) return i + value.length <= end ? i : -1
  const near = text.slice(i, Math.min(end, i + REACH + value.length)).indexOf(value)
  return near < 0 ? -1 : i + near
}
