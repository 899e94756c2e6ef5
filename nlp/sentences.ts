import { kindAt, LINE } from './characters.js'
import type { SentenceTokens, Token } from './tokens.js'

/** Tokens. A text without full stops is cut: what reads a sentence costs more the longer it is. */
export const LONGEST_SENTENCE = 150
const STOPS: ReadonlySet<string> = new Set(['.', '!', '?', '。', '！', '？'])
const PAUSES: ReadonlySet<string> = new Set(['..', '...', '…'])
/** What may stand between a stop and the next sentence; quotes only where they touch it, for they may open too. */
const CLOSERS: ReadonlySet<string> = new Set([')', ']', '}', '»', '”', "''"])
const QUOTES: ReadonlySet<string> = new Set(['"', "'", '*', '_'])
/** Marks that go on with a sentence. */
const GOES_ON: ReadonlySet<string> = new Set(', ; : ) ] } . ! ? / % & + = - -- – —'.split(' '))
const BULLETS: ReadonlySet<string> = new Set(['-', '--', '–', '—', '+', '='])
/** Characters. A shorter line was ended by its writer, not by its width. */
const SHORT_LINE = 40

/** The sentences of a text, in order; every token is in one. Time is linear in the length of the text. */
export function sentencesOf(text: string, tokens: readonly Token[]): SentenceTokens[] {
  const sentences: SentenceTokens[] = []
  let from = 0
  for (let i = 1; i <= tokens.length; i++) {
    if (i < tokens.length && i - from < LONGEST_SENTENCE && !breaksBefore(text, tokens, from, i)) continue
    sentences.push({ from, to: i })
    from = i
  }
  return sentences
}

/** Whether a sentence begins with token `at`; the one before began with token `from`. */
function breaksBefore(text: string, tokens: readonly Token[], from: number, at: number): boolean {
  const next = tokens[at]
  const previous = tokens[at - 1]
  if (next === undefined || previous === undefined) return true
  if (endsLine(text, previous.end, next)) return true
  if (previous.form.kind === 'word') return false
  if (STOPS.has(next.word) || PAUSES.has(next.word) || closes(previous, next)) return false
  let last = at - 1
  while (last > from && at - last < 4 && closes(tokens[last - 1], tokens[last])) last--
  const stop = tokens[last]
  if (stop === undefined || stop.form.kind === 'word') return false
  if (STOPS.has(stop.word)) return last === at - 1 || startsAnew(next)
  return (PAUSES.has(stop.word) || stop.form.kind === 'emote') && next.form.kind === 'word' && startsAnew(next)
}

function closes(previous: Token | undefined, token: Token | undefined): boolean {
  if (token === undefined) return false
  return CLOSERS.has(token.word) || (QUOTES.has(token.word) && previous?.end === token.start)
}

/** Whether a line end between two tokens ends the sentence: a blank line does, and a line not broken by its width. */
function endsLine(text: string, from: number, next: Token): boolean {
  let lines = 0
  for (let i = from; i < next.start; i++) if (kindAt(text, i) === LINE && text[i] !== '\r') lines++
  if (lines === 0) return false
  if (lines > 1 || BULLETS.has(next.word) || startsAnew(next)) return true
  const line = text.slice(Math.max(0, from - SHORT_LINE), from)
  return line.length < SHORT_LINE || line.includes('\n')
}

/** Whether a token may begin a sentence: no lower-case letter, no mark that goes on with one. */
function startsAnew({ form: { word, kind, capital } }: Token): boolean {
  return kind === 'word' ? capital || !/^\p{Ll}/u.test(word) : !GOES_ON.has(word)
}
