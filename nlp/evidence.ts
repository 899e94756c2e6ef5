import { canonicalAspect } from './aspects.js'
import { degreeBefore, isInName, isNegated, lettering } from './context.js'
import { entryOf, type OpinionKind, phrasesFrom } from './lexicon.js'
import type { SentenceTokens, Token } from './tagged.js'

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
/** "TOO loud", "loud!": emphasis of capitals and of an exclamation mark. */
const SHOUTED = 1.2
const EXCLAIMED = 1.12
/** "too" turns praise into a fault: "too sweet". */
const EXCESS = -0.5

/** A word after one of these is a noun: "the work", "early work", "of work". */
const NOUN_SIGNS: ReadonlySet<string> = new Set(['DET', 'ADJ', 'ADP', 'NUM'])

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
