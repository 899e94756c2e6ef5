import type { Opinion } from '../analysis.js'
import { type Lexicon, shippedLexicon } from '../lexicon.js'
import { negationOf } from '../negation.js'
import type { SentenceTokens, Token } from '../tokens.js'
import { eachNgram, eachRun, LONGEST_WORD } from './ngrams.js'
import { type Valences, valencesOf } from './valences.js'

/** What one sentence says, before it is weighed against the others. */
export interface SentenceReading extends Valences {
  /** How much it counts in the review. */
  readonly weight: number
  /** Σ of the weights of its n-grams. */
  readonly ngramSum: number
  /** Σ of the squares of their importance: their sum is divided by its root. */
  readonly ngramSquares: number
  /** Σ of the certainty × polarity, and of the certainty, of its opinions on aspects. */
  readonly polaritySum: number
  readonly polarityMass: number
  readonly tokens: number
  readonly exclaims: boolean
}

/** Of each bucket, 8 bits each: the weight of an n-gram, and its importance (0 for one that was never learnt). */
export interface NgramTables {
  readonly weights: Int8Array
  readonly weightScale: number
  readonly importance: Uint8Array
  readonly importanceScale: number
}

/** How much the parts of a sentence's weight are; 1 each for the ablation. */
export interface SentenceWeights {
  readonly first: number
  readonly last: number
  /** A question, or a condition. */
  readonly unsure: number
  /** A sentence that speaks of an aspect by name. */
  readonly aspect: number
}

/** Reviews open and close with their verdict; questions and conditions assert less. */
export const SENTENCE_WEIGHTS: SentenceWeights = { first: 1.2, last: 1.4, unsure: 0.5, aspect: 1.1 }

/**
 * Reads each sentence. A sentence counts position × certainty × aspect: see docs/sentiment.md.
 */
export function readSentences(
  tokens: readonly Token[],
  sentences: readonly SentenceTokens[],
  opinions: readonly Opinion[],
  ngrams: NgramTables,
  weights: SentenceWeights = SENTENCE_WEIGHTS,
  lexicon: Lexicon = shippedLexicon,
): SentenceReading[] {
  const said = opinionsBySentence(tokens, sentences, opinions)
  return sentences.map(({ from, to }, index) => {
    const negated = negationOf(tokens, from, to, lexicon)
    let ngramSum = 0
    let ngramSquares = 0
    const add = (bucket: number): void => {
      ngramSum += ngrams.weights[bucket]
      ngramSquares += ngrams.importance[bucket] * ngrams.importance[bucket]
    }
    eachNgram(tokens, from, to, negated, add, false)
    for (let at = from; at < to; at++) {
      const letters = lettersOf(tokens[at].word, ngrams)
      ngramSum += letters.sum
      ngramSquares += letters.squares
    }
    const mine = said[index]
    const place =
      sentences.length === 1 ? 1 : index === sentences.length - 1 ? weights.last : index === 0 ? weights.first : 1
    const unsure = tokens[to - 1]?.word === '?' || tokens[from]?.word === 'if'
    const named = mine.some(({ canonicalAspect }) => canonicalAspect !== null)
    return {
      ...valencesOf(tokens, from, to, negated, lexicon),
      weight: place * (unsure ? weights.unsure : 1) * (named ? weights.aspect : 1),
      ngramSum: ngramSum * ngrams.weightScale,
      ngramSquares: ngramSquares * ngrams.importanceScale * ngrams.importanceScale,
      polaritySum: mine.reduce((sum, { polarity, confidence }) => sum + polarity * confidence, 0),
      polarityMass: mine.reduce((sum, { confidence }) => sum + confidence, 0),
      tokens: to - from,
      exclaims: tokens[to - 1]?.word === '!',
    }
  })
}

/** Sums over the runs of letters of one word, in the tables' own integers. */
interface LetterSums {
  readonly sum: number
  readonly squares: number
}

/** Words whose sums are kept. Most words of a text are frequent ones, and letters are two thirds of its n-grams. */
const MOST_KEPT = 20_000
const kept = new WeakMap<NgramTables, Map<string, LetterSums>>()

function lettersOf(word: string, ngrams: NgramTables): LetterSums {
  const known = kept.get(ngrams) ?? new Map<string, LetterSums>()
  if (known.size === 0) kept.set(ngrams, known)
  const found = known.get(word)
  if (found !== undefined) return found
  let sum = 0
  let squares = 0
  eachRun(word, bucket => {
    sum += ngrams.weights[bucket]
    squares += ngrams.importance[bucket] * ngrams.importance[bucket]
  })
  if (word.length <= LONGEST_WORD) {
    if (known.size === MOST_KEPT) known.clear()
    known.set(word, { sum, squares })
  }
  return { sum, squares }
}

/** The opinions of each sentence, by where they stand. */
function opinionsBySentence(
  tokens: readonly Token[],
  sentences: readonly SentenceTokens[],
  opinions: readonly Opinion[],
): Opinion[][] {
  const found = sentences.map((): Opinion[] => [])
  if (opinions.length === 0) return found
  const ends = sentences.map(({ to }) => tokens[to - 1]?.end ?? 0)
  for (const each of opinions) {
    let low = 0
    for (let high = ends.length - 1; low < high; ) {
      const middle = (low + high) >> 1
      if (ends[middle] < each.opinion.end) low = middle + 1
      else high = middle
    }
    found[low]?.push(each)
  }
  return found
}
