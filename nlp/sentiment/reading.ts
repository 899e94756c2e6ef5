import type { Opinion } from '../analysis.js'
import { type Lexicon, shippedLexicon } from '../lexicon.js'
import { negationOf } from '../negation.js'
import type { SentenceTokens, Token } from '../tokens.js'
import type { NgramSums, SumNgrams } from './ngram-sums.js'
import { type Valences, valencesOf } from './valences.js'

/** What one sentence says, before it is weighed against the others. */
export interface SentenceReading {
  readonly valences: Valences
  readonly ngrams: NgramSums
  /** How much it counts in the review. */
  readonly weight: number
  /** Σ of the certainty × polarity, and of the certainty, of its opinions on aspects. */
  readonly polaritySum: number
  readonly polarityMass: number
  readonly tokens: number
  readonly exclaims: boolean
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
  sumNgrams: SumNgrams,
  weights: SentenceWeights = SENTENCE_WEIGHTS,
  lexicon: Lexicon = shippedLexicon,
): SentenceReading[] {
  const said = opinionsBySentence(tokens, sentences, opinions)
  return sentences.map(({ from, to }, index) => {
    const negated = negationOf(tokens, from, to, lexicon)
    const mine = said[index]
    const place =
      sentences.length === 1 ? 1 : index === sentences.length - 1 ? weights.last : index === 0 ? weights.first : 1
    const unsure = tokens[to - 1]?.word === '?' || tokens[from]?.word === 'if'
    const named = mine.some(({ canonicalAspect }) => canonicalAspect !== null)
    return {
      valences: valencesOf(tokens, from, to, negated, lexicon),
      ngrams: sumNgrams(tokens, from, to, negated),
      weight: place * (unsure ? weights.unsure : 1) * (named ? weights.aspect : 1),
      polaritySum: mine.reduce((sum, { polarity, confidence }) => sum + polarity * confidence, 0),
      polarityMass: mine.reduce((sum, { confidence }) => sum + confidence, 0),
      tokens: to - from,
      exclaims: tokens[to - 1]?.word === '!',
    }
  })
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
