import { antecedent, CERTAINTY, type Pairing, pairings, RELATIVES, SINGULAR } from './antecedents.js'
import { hollowNouns } from './aspects.js'
import { type Clause, headOf, isModifier, joinedLeft, joinedRight } from './clause.js'
import type { Evidence } from './evidence.js'
import { degrees } from './lexicon.js'

const LINKING: ReadonlySet<string> = new Set(
  (
    'be is are was were been being am seem seems seemed sound sounds sounded feel feels felt look looks looked get gets got ' +
    "become becomes became remain remains remained stay stays stayed turn turned turns make makes made prove proves 's 're 'm"
  ).split(' '),
)
const PASSABLE_LEFT: ReadonlySet<string> = new Set(['ADV', 'AUX', 'PART', 'ADJ', 'DET', 'NUM', 'CCONJ'])
const MARKS: ReadonlySet<string> = new Set([',', ':', '-', '='])
/** The furthest an opinion stands from its subject or object, in tokens. */
const REACH = 10
const OBJECT_REACH = 6

/** The aspects that an opinion speaks of: none, one, or several joined by "and". */
export function aspectsOf(clause: Clause, said: Evidence): Pairing[] {
  switch (said.kind) {
    case 'adjective':
      return firstOf(
        attributive(clause, said),
        verdict(clause, said),
        predicative(clause, said),
        postnominal(clause, said),
      )
    case 'noun':
      return firstOf(
        compound(clause, said),
        complement(clause, said.to),
        predicative(clause, said),
        // An expression may hold its own verb: "never gets old".
        said.to - said.from > 1 ? verbal(clause, said) : [],
        postnominal(clause, said),
      )
    case 'experiencer':
      return firstOf(object(clause, said), predicative(clause, said))
    case 'verb':
      return firstOf(verbal(clause, said), object(clause, said))
    case 'adverb':
      return firstOf(manner(clause, said), subject(clause, deedBefore(clause, said.from), false, CERTAINTY.verbal))
    case 'interjection':
      return postnominal(clause, said)
  }
}

function firstOf(...found: Pairing[][]): Pairing[] {
  return found.find(pairings => pairings.length > 0) ?? []
}

/** "gorgeous, soaring vocals": the noun that the adjective stands before. */
function attributive(clause: Clause, { to }: Evidence): Pairing[] {
  const { tokens, sentence, starting, opinionated } = clause
  for (let i = to; i < Math.min(sentence.to, to + OBJECT_REACH); i++) {
    const mention = starting.get(i)
    if (mention !== undefined) return pairings(joinedRight(clause, mention), CERTAINTY.attributive)
    const token = tokens[i]
    const describes = token?.pos === 'ADJ' || token?.pos === 'ADV' || opinionated.has(i)
    const joins = (token?.word === ',' || token?.word === 'and' || token?.word === '-') && isModifier(clause, i + 1)
    if (tokens[i + 1]?.pos === 'DET' && joins) return []
    if (!describes && !joins) return []
  }
  return []
}

/** "the best thing about it is the chorus": the noun that stands for what follows the linking verb. */
function verdict(clause: Clause, { to }: Evidence): Pairing[] {
  const { tokens, sentence } = clause
  if (!hollowNouns.has(tokens[to]?.word ?? '')) return []
  for (let i = to + 1; i < Math.min(sentence.to, to + OBJECT_REACH); i++) {
    if (LINKING.has(tokens[i]?.word ?? '')) return complement(clause, i)
  }
  return []
}

/** "a must have album", "top notch drumming": a noun directly after an expression of opinion. */
function compound(clause: Clause, { to }: Evidence): Pairing[] {
  const mention = clause.starting.get(to)
  return mention === undefined ? [] : pairings([mention], CERTAINTY.adjacent)
}

/** "a lack of melody", "the weak point is the lyrics": what a noun of opinion is of, or is said to be. */
function complement(clause: Clause, to: number): Pairing[] {
  const { tokens, starting } = clause
  const tie = tokens[to]?.word ?? ''
  if (tie !== 'of' && tie !== 'in' && !LINKING.has(tie)) return []
  let at = to + 1
  while (at < to + OBJECT_REACH && isModifier(clause, at)) at++
  const mention = starting.get(at)
  return mention === undefined ? [] : pairings(joinedRight(clause, mention), CERTAINTY.object)
}

/** "the vocals are not that gorgeous": the subject of the linking verb before the opinion. */
function predicative(clause: Clause, { from }: Evidence): Pairing[] {
  return subject(clause, from, true, CERTAINTY.predicative)
}

/** "the chorus soars": the subject of the verb itself. */
function verbal(clause: Clause, { from }: Evidence): Pairing[] {
  return subject(clause, from, false, CERTAINTY.verbal)
}

/** Walks left from `at`, over what may stand between a subject and its predicate. */
function subject(clause: Clause, at: number, needsLink: boolean, certainty: number): Pairing[] {
  const { tokens, sentence, ending, opinionated } = clause
  let linked = !needsLink
  for (let i = at - 1; i >= Math.max(sentence.from, at - REACH); i--) {
    const token = tokens[i]
    if (token === undefined) return []
    const mention = ending.get(i + 1)
    if (mention !== undefined) {
      if (!linked) return []
      return pairings(joinedLeft(clause, headOf(clause, mention)), certainty)
    }
    if (linked && token.pos === 'PRON') return antecedent(clause, i)
    if (linked && RELATIVES.has(token.word) && ending.has(i)) return antecedent(clause, i)
    if (LINKING.has(token.word) || token.pos === 'AUX') linked = true
    else if (!PASSABLE_LEFT.has(token.pos) && !opinionated.has(i) && !degrees.has(token.word) && token.word !== ',') {
      if (token.pos !== 'VERB' || tokens[i + 1]?.pos !== 'CCONJ') return []
    }
  }
  return []
}

/** "love the lyrics and the beat": the object of the verb. */
function object(clause: Clause, { to }: Evidence): Pairing[] {
  const { tokens, sentence, starting } = clause
  for (let i = to; i < Math.min(sentence.to, to + OBJECT_REACH); i++) {
    const mention = starting.get(i)
    if (mention !== undefined) return pairings(joinedRight(clause, mention), CERTAINTY.object)
    const token = tokens[i]
    if (token?.pos === 'PRON' && i === to && (SINGULAR.has(token.word) || token.word === 'them')) {
      return antecedent(clause, i)
    }
    const passable = isModifier(clause, i) || token?.pos === 'PRON' || token?.word === 'how' || token?.word === 'about'
    if (!passable) return []
  }
  return []
}

/** What stands between a noun and an opinion on it that has no verb. */
function isAside({ tokens, opinionated }: Clause, at: number): boolean {
  const token = tokens[at]
  return token?.pos === 'ADV' || token?.word === 'and' || token?.word === 'not' || opinionated.has(at)
}

/** "vocals great, lyrics terrible", "Lyrics: awful", "that piano, so warm": the noun directly before, where the opinion closes its clause. */
function postnominal(clause: Clause, { from, to }: Evidence): Pairing[] {
  const { tokens, sentence, ending } = clause
  const next = tokens[to]
  const closes = to >= sentence.to || next?.pos === 'PUNCT' || next?.pos === 'CCONJ'
  if (!closes) return []
  let at = from
  while (at > Math.max(sentence.from, from - OBJECT_REACH) && isAside(clause, at - 1)) at--
  if (MARKS.has(tokens[at - 1]?.word ?? '')) at--
  const mention = ending.get(at)
  return mention?.canonical ? pairings(joinedLeft(clause, mention), CERTAINTY.adjacent) : []
}

/** "beautifully sung", "well produced": the deed that an adverb praises or blames, where it names an aspect. */
function manner(clause: Clause, { from, to }: Evidence): Pairing[] {
  const deed = clause.deeds.get(to) ?? clause.deeds.get(from - 1)
  return deed === undefined ? [] : pairings([deed], CERTAINTY.attributive)
}

/** "the band plays well": where the verb begins that an adverb follows; the adverb itself where none does. */
function deedBefore({ tokens }: Clause, at: number): number {
  return tokens[at - 1]?.pos === 'VERB' ? at - 1 : at
}
