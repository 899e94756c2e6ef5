import { type Lexicon, shippedLexicon } from './lexicon.js'
import type { NetworkReading } from './opinions.js'
import { featuresOf } from './sentiment/features.js'
import { readSentences, SENTENCE_WEIGHTS } from './sentiment/reading.js'
import { readStates } from './sentiment/states.js'
import { stateModel, sumNgrams } from './sentiment/weights.js'
import type { SentenceTokens, Token } from './tokens.js'

/**
 * What the last layer sees of a text, `scored` by it: docs/sentiment.md. One value for each of FEATURES, all 0 without a
 * word of opinion. Time is linear in the tokens.
 * @param reading of the text by the network; opinions in any order
 */
export function sentimentFeatures(
  tokens: readonly Token[],
  sentences: readonly SentenceTokens[],
  { opinions, states }: NetworkReading,
  lexicon: Lexicon = shippedLexicon,
): Float64Array {
  const readings = readSentences(tokens, sentences, opinions, sumNgrams, SENTENCE_WEIGHTS, lexicon)
  return featuresOf(readings, readStates(states, stateModel))
}
