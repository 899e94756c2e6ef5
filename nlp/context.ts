import { degrees, negators } from './lexicon.js'
import type { Token } from './tagged.js'

/** Negation reaches this many tokens ahead, and never past a mark or a conjunction. */
const NEGATION_REACH = 4
/** "Nothing about the mix is interesting": a negative subject reaches its predicate. */
const SUBJECT_REACH = 8
const NEGATIVE_SUBJECTS: ReadonlySet<string> = new Set(['nothing', 'none', 'neither'])
/** "not only catchy" denies nothing. */
const MERELY: ReadonlySet<string> = new Set(['only', 'just', 'merely', 'simply'])
/** Where negation ends. */
const BOUNDARIES: ReadonlySet<string> = new Set([
  ',',
  ';',
  ':',
  '-',
  '--',
  '—',
  '–',
  '(',
  ')',
  'but',
  'although',
  'though',
  'because',
  'yet',
])

/** Product of the degree words directly before; `excess` where one is "too". */
export function degreeBefore(tokens: readonly Token[], at: number, from: number): { degree: number; excess: boolean } {
  let degree = 1
  let excess = false
  for (let i = at - 1; i >= from && i >= at - 3; i--) {
    const word = tokens[i]?.word ?? ''
    const factor = degrees.get(word)
    if (factor === undefined) break
    if (word === 'too') excess = true
    degree *= factor
  }
  return { degree, excess }
}

/** Whether a negator before the word reaches it. */
export function isNegated(tokens: readonly Token[], at: number, from: number): boolean {
  for (let i = at - 1; i >= from && i >= at - SUBJECT_REACH; i--) {
    const word = tokens[i]?.word ?? ''
    if (BOUNDARIES.has(word)) return false
    if (i < at - NEGATION_REACH && !NEGATIVE_SUBJECTS.has(word)) continue
    if (negators.has(word)) return !(word === 'not' && MERELY.has(tokens[i + 1]?.word ?? ''))
  }
  return false
}

/** Share of capitals from which on they are a habit of the writer and tell nothing. */
const HABIT = 0.6

/** Whether capitals are the habit of a sentence: of whole words, of first letters. */
export function lettering(
  tokens: readonly Token[],
  from: number,
  to: number,
): { allShouted: boolean; allCapital: boolean } {
  let words = 0
  let shouted = 0
  let capital = 0
  for (let i = from; i < to; i++) {
    const token = tokens[i]
    if (token === undefined || token.pos === 'PUNCT') continue
    words++
    if (token.shouted) shouted++
    if (token.capital) capital++
  }
  return { allShouted: shouted > HABIT * words, allCapital: capital > HABIT * words }
}

/** Whether the word is part of a name or title: in capitals, beside another one, not first in its sentence. */
export function isInName(tokens: readonly Token[], at: number, from: number): boolean {
  const token = tokens[at]
  if (token === undefined || at === from || !token.capital || token.shouted) return false
  const isName = (i: number): boolean => {
    const other = tokens[i]
    return other?.capital === true && !other.shouted && other.word !== 'i'
  }
  return isName(at + 1) || (at - 1 > from && isName(at - 1))
}
