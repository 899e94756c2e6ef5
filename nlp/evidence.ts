import { canonicalAspect } from './aspects.js'
import { degrees, entryOf, negators, type OpinionKind, phrasesFrom } from './lexicon.js'
import type { SentenceTokens, Token } from './tokens.js'

/** An expression of opinion in a sentence, read in its context. */
export interface Evidence {
  /** Tokens from..to, `to` exclusive. */
  readonly from: number
  readonly to: number
  readonly kind: OpinionKind
  /** In context; the lexicon's own times degree, emphasis and negation. About -6 to 6. */
  readonly valence: number
  readonly negated: boolean
}

/** A negated opinion is the opposite, but milder: "not great" is less than "bad". */
const NEGATION = -0.6
/** Negation reaches this many tokens ahead, and never past a mark or a conjunction. */
const NEGATION_REACH = 4
/** "Nothing about the mix is interesting": a negative subject reaches its predicate. */
const SUBJECT_REACH = 8
const NEGATIVE_SUBJECTS: ReadonlySet<string> = new Set(['nothing', 'none', 'neither'])
/** "not only catchy" denies nothing. */
const MERELY: ReadonlySet<string> = new Set(['only', 'just', 'merely', 'simply'])
/** "TOO loud", "loud!": emphasis of capitals and of an exclamation mark. */
const SHOUTED = 1.2
const EXCLAIMED = 1.12
/** "too" turns praise into a fault: "too sweet". */
const EXCESS = -0.5

/** A word after one of these is a noun: "the work", "early work", "of work". */
const NOUN_SIGNS: ReadonlySet<string> = new Set(['DET', 'ADJ', 'ADP', 'NUM'])

const BOUNDARIES = new Set([
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

/** The evidence of one sentence, in order. Time is linear in its tokens. */
export function evidenceOf(tokens: readonly Token[], { from, to }: SentenceTokens): Evidence[] {
  const found: Evidence[] = []
  const { allShouted, allCapital } = lettering(tokens, from, to)
  const exclaimed = tokens[to - 1]?.word === '!' ? EXCLAIMED : 1
  for (let i = from; i < to; ) {
    const token = tokens[i]
    if (token === undefined) break
    const match = matchAt(tokens, i, to)
    if (match === undefined) {
      i++
      continue
    }
    if (!allCapital && match.kind !== 'interjection' && isInName(tokens, i, from)) {
      i++
      continue
    }
    const { degree, excess } = degreeBefore(tokens, i, from)
    const negated = isNegated(tokens, i, from)
    const emphasis = exclaimed * (token.shouted && !allShouted ? SHOUTED : 1)
    let valence = match.valence * degree * emphasis
    if (excess && valence > 0) valence *= EXCESS
    if (negated) valence *= NEGATION
    // A phrase of valence 0 ("rock and roll", "at least") is there to keep its words from being read one by one.
    if (match.valence !== 0) found.push({ from: i, to: i + match.length, kind: match.kind, valence, negated })
    i += match.length
  }
  return found
}

function matchAt(
  tokens: readonly Token[],
  at: number,
  to: number,
): { kind: OpinionKind; valence: number; length: number } | undefined {
  const token = tokens[at]
  if (token === undefined) return undefined
  for (const { words, kind, valence } of phrasesFrom(token.word, tokens[at + 1]?.word ?? '') ?? []) {
    if (at + words.length <= to && words.every((word, k) => tokens[at + k]?.word === word)) {
      return { kind, valence, length: words.length }
    }
  }
  const entry = entryOf(token.word, token.pos === 'NOUN')
  if (entry === undefined || isFunctionUse(tokens, at, entry.kind)) return undefined
  return { kind: entry.kind, valence: entry.valence, length: 1 }
}

/** Words that are opinions in one use and mere grammar in another: "sounds like", "as well as", "pretty good". */
function isFunctionUse(tokens: readonly Token[], at: number, kind: OpinionKind): boolean {
  const token = tokens[at]
  if (token === undefined) return false
  const before = tokens[at - 1]
  const after = tokens[at + 1]
  if (kind === 'verb' && token.pos === 'NOUN') {
    if (NOUN_SIGNS.has(before?.pos ?? '') || canonicalAspect(token.word) !== null) return true
  }
  switch (token.word) {
    case 'like':
    case 'likes':
      return token.pos !== 'VERB' || before?.word === 'sounds' || before?.word === 'feels'
    case 'well':
      return before?.word === 'as' || after?.word === ','
    case 'pretty':
      return after?.pos === 'ADJ' || after?.pos === 'ADV'
    default:
      return false
  }
}

/** Product of the degree words directly before; `excess` where one is "too". */
function degreeBefore(tokens: readonly Token[], at: number, from: number): { degree: number; excess: boolean } {
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

function isNegated(tokens: readonly Token[], at: number, from: number): boolean {
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

function lettering(tokens: readonly Token[], from: number, to: number): { allShouted: boolean; allCapital: boolean } {
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
function isInName(tokens: readonly Token[], at: number, from: number): boolean {
  const token = tokens[at]
  if (token === undefined || at === from || !token.capital || token.shouted) return false
  const isName = (i: number): boolean => {
    const other = tokens[i]
    return other?.capital === true && !other.shouted && other.word !== 'i'
  }
  return isName(at + 1) || (at - 1 > from && isName(at - 1))
}
