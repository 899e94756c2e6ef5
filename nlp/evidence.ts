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
  const allShouted = shoutedShare(tokens, from, to) > 0.6
  const exclaimed = tokens[to - 1]?.word === '!' ? EXCLAIMED : 1
  for (let i = from; i < to; ) {
    const token = tokens[i]
    if (token === undefined) break
    const match = matchAt(tokens, i, to)
    if (match === undefined) {
      i++
      continue
    }
    const { degree, excess } = degreeBefore(tokens, i, from)
    const negated = isNegated(tokens, i, from)
    const emphasis = exclaimed * (token.shouted && !allShouted ? SHOUTED : 1)
    let valence = match.valence * degree * emphasis
    if (excess && valence > 0) valence *= EXCESS
    if (negated) valence *= NEGATION
    found.push({ from: i, to: i + match.length, kind: match.kind, valence, negated })
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
  for (const { words, kind, valence } of phrasesFrom(token.word) ?? []) {
    if (at + words.length <= to && words.every((word, k) => tokens[at + k]?.word === word)) {
      return { kind, valence, length: words.length }
    }
  }
  const entry = entryOf(token.word)
  if (entry === undefined || isFunctionUse(tokens, at)) return undefined
  return { kind: entry.kind, valence: entry.valence, length: 1 }
}

/** Words that are opinions in one use and mere grammar in another: "sounds like", "as well as", "pretty good". */
function isFunctionUse(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (token === undefined) return false
  const before = tokens[at - 1]?.word
  if (token.word === 'like' || token.word === 'likes')
    return token.pos !== 'VERB' || before === 'sounds' || before === 'feels'
  if (entryOf(token.word)?.kind === 'verb' && token.pos === 'NOUN') {
    const described = NOUN_SIGNS.has(tokens[at - 1]?.pos ?? '') || canonicalAspect(token.word) !== null
    if (described) return true
  }
  if (token.word === 'well') return before === 'as' || tokens[at + 1]?.word === ','
  if (token.word === 'pretty') return tokens[at + 1]?.pos === 'ADJ' || tokens[at + 1]?.pos === 'ADV'
  return false
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
  for (let i = at - 1; i >= from && i >= at - NEGATION_REACH; i--) {
    const word = tokens[i]?.word ?? ''
    if (BOUNDARIES.has(word)) return false
    if (negators.has(word)) return !(word === 'not' && tokens[i + 1]?.word === 'only')
  }
  return false
}

function shoutedShare(tokens: readonly Token[], from: number, to: number): number {
  let words = 0
  let shouted = 0
  for (let i = from; i < to; i++) {
    if (tokens[i]?.pos === 'PUNCT') continue
    words++
    if (tokens[i]?.shouted) shouted++
  }
  return words === 0 ? 0 : shouted / words
}
