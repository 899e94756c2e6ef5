import { perForm } from './forms.js'
import { type Lexicon, shippedLexicon } from './lexicon.js'
import type { SentenceTokens, Token } from './tokens.js'

/** Negation reaches this many tokens ahead, and never past a boundary. */
const NEGATION_REACH = 4
/** "Nothing about the mix is interesting": a negative subject reaches its predicate. */
const SUBJECT_REACH = 8
const NEGATIVE_SUBJECTS: ReadonlySet<string> = new Set(['nothing', 'none', 'neither'])
/** "not only catchy" denies nothing. */
const MERELY: ReadonlySet<string> = new Set(['only', 'just', 'merely', 'simply'])
const BOUNDARIES: ReadonlySet<string> = new Set(', ; : - -- — – ( ) . but although though because yet'.split(' '))
const isBoundary = perForm(({ word }) => BOUNDARIES.has(word))

/** For each token of a sentence, whether a negator reaches it. */
export function negationOf(
  tokens: readonly Token[],
  from: number,
  to: number,
  lexicon: Lexicon = shippedLexicon,
): (at: number) => boolean {
  const reached = new Uint8Array(to - from)
  let end = from
  for (let at = from; at < to; at++) {
    const { form, word } = tokens[at]
    if (isBoundary(form)) end = at
    if (at < end) reached[at - from] = 1
    if (negates(tokens, at, lexicon)) end = at + 1 + (NEGATIVE_SUBJECTS.has(word) ? SUBJECT_REACH : NEGATION_REACH)
  }
  return at => reached[at - from] === 1
}

/** Whether an opinion is denied: by a negator in it, or by one before it that reaches its first token. */
export function isNegated(
  tokens: readonly Token[],
  opinion: SentenceTokens,
  reached: (at: number) => boolean,
  lexicon: Lexicon = shippedLexicon,
): boolean {
  return reached(opinion.from) || holdsNegator(tokens, opinion, lexicon)
}

export function holdsNegator(tokens: readonly Token[], { from, to }: SentenceTokens, lexicon: Lexicon): boolean {
  for (let at = from; at < to; at++) if (negates(tokens, at, lexicon)) return true
  return false
}

function negates(tokens: readonly Token[], at: number, lexicon: Lexicon): boolean {
  const { form, word } = tokens[at]
  return lexicon.of(form).isNegator && !(word === 'not' && MERELY.has(tokens[at + 1]?.word ?? ''))
}

/** Whether what begins at a token is said of nothing: "nothing about the mix is interesting". */
export function isSaidOfNothing(tokens: readonly Token[], from: number): boolean {
  for (let at = from - 1; at >= Math.max(0, from - SUBJECT_REACH); at--) {
    if (isBoundary(tokens[at].form)) return false
    if (NEGATIVE_SUBJECTS.has(tokens[at].word)) return true
  }
  return false
}
