import { negators } from './lexicon.js'
import type { SentenceTokens, Token } from './tokens.js'

/** Negation reaches this many tokens ahead, and never past a mark or a conjunction. */
const NEGATION_REACH = 4
/** "Nothing about the mix is interesting": a negative subject reaches its predicate. */
const SUBJECT_REACH = 8
const NEGATIVE_SUBJECTS: ReadonlySet<string> = new Set(['nothing', 'none', 'neither'])
/** "not only catchy" denies nothing. */
const MERELY: ReadonlySet<string> = new Set(['only', 'just', 'merely', 'simply'])
/** Where negation ends. */
const BOUNDARIES: ReadonlySet<string> = new Set(', ; : - -- — – ( ) but although though because yet'.split(' '))

/** Whether an opinion is denied: by a negator in it, or by one before it that reaches it. */
export function isNegated(tokens: readonly Token[], opinion: SentenceTokens, from: number): boolean {
  for (let at = opinion.from; at < opinion.to; at++) if (negates(tokens, at)) return true
  for (let at = opinion.from - 1; at >= from && at >= opinion.from - SUBJECT_REACH; at--) {
    const word = tokens[at]?.word ?? ''
    if (BOUNDARIES.has(word)) return false
    if (at < opinion.from - NEGATION_REACH && !NEGATIVE_SUBJECTS.has(word)) continue
    if (negates(tokens, at)) return true
  }
  return false
}

function negates(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word ?? ''
  return negators.has(word) && !(word === 'not' && MERELY.has(tokens[at + 1]?.word ?? ''))
}
