import type { Opinion } from './analysis.js'
import { type Lexicon, shippedLexicon } from './lexicon.js'
import { featuresOf } from './sentiment/features.js'
import { readSentences, SENTENCE_WEIGHTS } from './sentiment/reading.js'
import { sumNgrams } from './sentiment/weights.js'
import type { SentenceTokens, Token } from './tokens.js'

/**
 * What the last layer sees of a text, `scored` by it: docs/sentiment.md. One value for each of FEATURES, all 0 without a
 * word of opinion. Time is linear in the tokens.
 * @param opinions of the text, in any order
 */
export function sentimentFeatures(
  tokens: readonly Token[],
  sentences: readonly SentenceTokens[],
  opinions: readonly Opinion[],
  lexicon: Lexicon = shippedLexicon,
): Float64Array {
  return featuresOf(readSentences(tokens, sentences, opinions, sumNgrams, SENTENCE_WEIGHTS, lexicon))
}
