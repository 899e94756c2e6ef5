import { type Clause, joinedLeft, type Topic } from './clause.js'
import type { AspectMention } from './mentions.js'

/** An aspect that an opinion was found to speak of, and how sure the rule is, in [0, 1]. */
export interface Pairing {
  readonly mention: AspectMention
  readonly certainty: number
}

/** How sure each rule is: hand-set, by how directly the grammar ties the two. */
export const CERTAINTY = {
  attributive: 0.95,
  predicative: 0.9,
  object: 0.85,
  verbal: 0.85,
  adjacent: 0.7,
  pronoun: 0.5,
}

export const RELATIVES: ReadonlySet<string> = new Set(['which', 'that', 'who'])
export const SINGULAR: ReadonlySet<string> = new Set(['it', 'this', 'that'])
const PLURAL: ReadonlySet<string> = new Set(['they', 'these', 'those'])
/** How far back in its own sentence a pronoun is looked up, in tokens. */
const REACH = 10

export function pairings(mentions: readonly AspectMention[], certainty: number): Pairing[] {
  return mentions.map(mention => ({ mention, certainty }))
}

/** What a pronoun stands for: of a relative one the noun before it, else the first aspect of its number. */
export function antecedent(clause: Clause, at: number): Pairing[] {
  const { tokens, sentence, ending, topic } = clause
  const word = tokens[at]?.word ?? ''
  const before = ending.get(at) ?? (tokens[at - 1]?.word === ',' ? ending.get(at - 1) : undefined)
  if (RELATIVES.has(word) && before !== undefined) return pairings(joinedLeft(clause, before), CERTAINTY.object)
  const here = topicOf(clause.starting.values(), sentence.from, at)
  // "Glad I found Blue Hour, it is lovely": what the sentence itself speaks of comes before its forerunner.
  if (here.singular === undefined && here.plural === undefined && namesAnything(clause, at)) return []
  const mention = SINGULAR.has(word)
    ? (here.singular ?? topic.singular)
    : PLURAL.has(word)
      ? (here.plural ?? topic.plural)
      : undefined
  return mention === undefined ? [] : pairings([mention], CERTAINTY.pronoun)
}

function namesAnything({ sentence, ending }: Clause, before: number): boolean {
  for (let i = before; i > Math.max(sentence.from, before - REACH); i--) if (ending.has(i)) return true
  return false
}

/** The first aspect of the lexicon in each number among the mentions that lie in from..to. */
export function topicOf(mentions: Iterable<AspectMention>, from: number, to: number): Topic {
  let singular: AspectMention | undefined
  let plural: AspectMention | undefined
  for (const mention of mentions) {
    if (mention.from < from || mention.to > to) continue
    if (mention.canonical === null) continue
    if (mention.plural) plural ??= mention
    else singular ??= mention
    if (singular !== undefined && plural !== undefined) break
  }
  return { singular, plural }
}
