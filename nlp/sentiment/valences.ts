import { readFileSync } from 'node:fs'
import { perForm } from '../forms.js'
import type { Lexicon } from '../lexicon.js'
import type { Token } from '../tokens.js'

/** A negated opinion is the opposite, but milder: "not great" is less than "bad". */
export const NEGATION = -0.6
/** "TOO loud", "loud!": emphasis of capitals and of an exclamation mark. */
const SHOUTED = 1.2
const EXCLAIMED = 1.12
/** "too" turns praise into a fault: "too sweet". */
const EXCESS = -0.5
/** What precedes "but" weighs less than what follows. */
const BEFORE_BUT = 0.6
const AFTER_BUT = 1.3

/** word<TAB>value lines of a data file. */
function table(name: string): ReadonlyMap<string, number> {
  const text = readFileSync(new URL(`../data/${name}`, import.meta.url), 'utf8')
  return new Map(
    text
      .split('\n')
      .filter(line => line !== '' && !line.startsWith('#'))
      .map((line): [string, number] => {
        const at = line.lastIndexOf('\t')
        return [line.slice(0, at), Number(line.slice(at + 1))]
      }),
  )
}

/** Valences of a published lexicon, for words that ours lacks. @see nlp/data/README.md */
const vader = table('vader-valences.tsv')
/** What a fine-tuned language model made of single words. @see nlp/data/README.md */
const learnt = table('learnt-valences.tsv')
const beyondLexicon = perForm(({ word }) => ({ published: vader.get(word) ?? 0, learnt: learnt.get(word) ?? 0 }))

/** Sums over the words of one sentence. */
export interface Valences {
  /** Of the lexicons, in context: Σ v and Σ |v|. */
  sum: number
  mass: number
  /** Of the learnt valences: Σ v and Σ |v|. */
  learntSum: number
  learntMass: number
}

/** What the words of one sentence say by themselves, in the context of negation, degree and "but". */
export function valencesOf(
  tokens: readonly Token[],
  from: number,
  to: number,
  negated: (at: number) => boolean,
  lexicon: Lexicon,
): Valences {
  const total = { sum: 0, mass: 0, learntSum: 0, learntMass: 0 }
  const exclaimed = tokens[to - 1]?.word === '!' ? EXCLAIMED : 1
  const but = indexOfBut(tokens, from, to)
  for (let at = from; at < to; ) {
    const side = but < 0 ? 1 : at < but ? BEFORE_BUT : AFTER_BUT
    const phrase = lexicon.phraseAt(tokens, at, to)
    const valence = phrase?.valence ?? valenceAt(tokens, at, lexicon)
    if (valence !== 0) {
      const { degree, excess } = degreeBefore(tokens, at, from, lexicon)
      let value = valence * side * degree * exclaimed * (tokens[at].form.shouted ? SHOUTED : 1)
      if (excess && value > 0) value *= EXCESS
      if (negated(at)) value *= NEGATION
      total.sum += value
      total.mass += Math.abs(value)
    }
    const end = at + (phrase?.words.length ?? 1)
    for (; at < end; at++) {
      const value = beyondLexicon(tokens[at].form).learnt * side * (negated(at) ? NEGATION : 1)
      total.learntSum += value
      total.learntMass += Math.abs(value)
    }
  }
  return total
}

/** By our lexicon, else the published one. */
function valenceAt(tokens: readonly Token[], at: number, lexicon: Lexicon): number {
  const { form } = tokens[at]
  const valence = lexicon.of(form).valence ?? beyondLexicon(form).published
  return valence !== 0 && isGrammar(tokens, at, lexicon) ? 0 : valence
}

/** Words that are opinions in one use and mere grammar in another: "sounds like", "as well as", "pretty good". */
function isGrammar(tokens: readonly Token[], at: number, lexicon: Lexicon): boolean {
  const before = tokens[at - 1]?.word ?? ''
  const after = tokens[at + 1]?.word ?? ''
  switch (tokens[at].word) {
    case 'like':
      return !LIKERS.has(before)
    case 'well':
      return before === 'as' || after === ',' || after === 'as'
    case 'pretty':
      return at + 1 < tokens.length && (lexicon.of(tokens[at + 1].form).valence ?? 0) !== 0
    case 'kind':
      return after === 'of'
    default:
      return false
  }
}

/** Before them "like" is a verb. */
const LIKERS: ReadonlySet<string> = new Set(
  "i we you they really also do don't n't not did would 'd will 'll to still always actually never both all who people".split(
    ' ',
  ),
)

function indexOfBut(tokens: readonly Token[], from: number, to: number): number {
  for (let i = to - 1; i > from; i--) if (tokens[i].word === 'but' || tokens[i].word === 'however') return i
  return -1
}

/** How many degree words directly before a word are read. */
const DEGREE_REACH = 3

/** Product of the degree words directly before; `excess` where one is "too". */
function degreeBefore(
  tokens: readonly Token[],
  at: number,
  from: number,
  lexicon: Lexicon,
): { degree: number; excess: boolean } {
  let degree = 1
  let excess = false
  for (let i = at - 1; i >= from && i >= at - DEGREE_REACH; i--) {
    const factor = lexicon.of(tokens[i].form).degree
    if (factor === undefined) break
    if (tokens[i].word === 'too') excess = true
    degree *= factor
  }
  return { degree, excess }
}
