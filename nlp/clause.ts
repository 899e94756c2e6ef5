import type { Evidence } from './evidence.js'
import type { AspectMention } from './mentions.js'
import type { SentenceTokens, Token } from './tagged.js'

/** One sentence with what was found in it, for the rules that join aspects to opinions. */
export interface Clause {
  readonly tokens: readonly Token[]
  readonly sentence: SentenceTokens
  /** By the index of their first token. */
  readonly starting: ReadonlyMap<number, AspectMention>
  /** By the index after their last token. */
  readonly ending: ReadonlyMap<number, AspectMention>
  /** Participles that name an aspect, by their index. */
  readonly deeds: ReadonlyMap<number, AspectMention>
  /** Tokens that belong to an expression of opinion. */
  readonly opinionated: ReadonlySet<number>
  /** What "it" and "they" stand for, where the sentence before said it. */
  readonly topic: Topic
}

/** The aspects that a pronoun may stand for: the first named, one of each number. */
export interface Topic {
  readonly singular: AspectMention | undefined
  readonly plural: AspectMention | undefined
}

const MODIFIERS: ReadonlySet<string> = new Set(['DET', 'ADJ', 'NUM', 'ADV'])
const POSSESSIVES: ReadonlySet<string> = new Set(['his', 'her', 'their', 'its', 'my', 'our', 'your', "'s", "'"])
const JOINERS: ReadonlySet<string> = new Set(['and', '&', 'or', 'nor', ',', '/', 'plus'])
/** Prepositions that tie a noun to the one before it: "the production of the album". */
const TIES: ReadonlySet<string> = new Set('of on in from by with for to at behind throughout through'.split(' '))
/** The most modifiers between a preposition and its noun, or between two joined nouns. */
const REACH = 4
/** The most aspects that one opinion speaks of. */
const MOST_JOINED = 4

export function clauseOf(
  tokens: readonly Token[],
  sentence: SentenceTokens,
  mentions: readonly AspectMention[],
  evidence: readonly Evidence[],
  topic: Topic,
): Clause {
  const opinionated = new Set<number>()
  for (const said of evidence) for (let i = said.from; i < said.to; i++) opinionated.add(i)
  const things = mentions.filter(mention => !mention.deed)
  const deeds = mentions.filter(mention => mention.deed)
  return {
    tokens,
    sentence,
    starting: new Map(things.map(mention => [mention.from, mention])),
    ending: new Map(things.map(mention => [mention.to, mention])),
    deeds: new Map(deeds.map(mention => [mention.from, mention])),
    opinionated,
    topic,
  }
}

/** Whether a token only describes the noun after it. */
export function isModifier({ tokens, opinionated }: Clause, at: number): boolean {
  const token = tokens[at]
  return token !== undefined && (MODIFIERS.has(token.pos) || POSSESSIVES.has(token.word) || opinionated.has(at))
}

/** The index of the first modifier of the noun phrase that begins at `at`. */
function phraseStart(clause: Clause, at: number): number {
  let start = at
  while (start > clause.sentence.from && at - start < REACH && isModifier(clause, start - 1)) start--
  return start
}

/** From the noun nearest to the verb to the one that the phrase is about: "the mix of the song" is about the mix. */
export function headOf(clause: Clause, mention: AspectMention): AspectMention {
  let head = mention
  for (let steps = 0; steps < 2; steps++) {
    const tie = phraseStart(clause, head.from) - 1
    const owner = TIES.has(clause.tokens[tie]?.word ?? '') ? clause.ending.get(tie) : undefined
    if (owner === undefined) return head
    head = owner
  }
  return head
}

/** The mention and those joined to it on its left: "the bass and the drums are". */
export function joinedLeft(clause: Clause, mention: AspectMention): AspectMention[] {
  const joined = [mention]
  for (let first = mention; joined.length < MOST_JOINED; ) {
    let at = phraseStart(clause, first.from) - 1
    const joiner = clause.tokens[at]?.word ?? ''
    // A comma joins only what an "and" closes: "in the verse, the bass is".
    if (!JOINERS.has(joiner) || (joiner === ',' && joined.length === 1)) break
    const serial = JOINERS.has(clause.tokens[at - 1]?.word ?? '')
    if (serial) at--
    const other = clause.ending.get(at)
    if (other === undefined) break
    const before = clause.tokens[phraseStart(clause, other.from) - 1]
    // A comma before "and" ends a clause, unless it closes a list; and an object is no subject.
    if ((serial && before?.word !== ',') || before?.pos === 'VERB') break
    joined.unshift(other)
    first = other
  }
  return joined
}

/** The mention and those joined to it on its right: "love the lyrics and the beat". */
export function joinedRight(clause: Clause, mention: AspectMention): AspectMention[] {
  const joined = [mention]
  for (let last = mention; joined.length < MOST_JOINED; ) {
    let at = last.to
    if (!JOINERS.has(clause.tokens[at]?.word ?? '')) break
    at++
    if (JOINERS.has(clause.tokens[at]?.word ?? '')) at++
    for (let steps = 0; steps < REACH && isPlainModifier(clause, at); steps++) at++
    const other = clause.starting.get(at)
    if (other === undefined || isSubject(clause, other)) break
    joined.push(other)
    last = other
  }
  return joined
}

/** A modifier without an opinion: a noun with an opinion of its own is not shared. */
function isPlainModifier(clause: Clause, at: number): boolean {
  return isModifier(clause, at) && !clause.opinionated.has(at)
}

/** Whether a clause of its own begins with the mention: "love the lyrics and the beat is great". */
function isSubject({ tokens, opinionated }: Clause, { to }: AspectMention): boolean {
  const next = tokens[to]
  return next?.pos === 'AUX' || (next?.pos === 'VERB' && !opinionated.has(to))
}
