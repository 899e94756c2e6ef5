import type { Opinion, Sentiment } from './analysis.js'
import { featuresOf } from './sentiment/features.js'
import { readSentences } from './sentiment/reading.js'
import { type LastLayer, scored } from './sentiment/score.js'
import { ngramTables, shippedLayer } from './sentiment/weights.js'
import type { SentenceTokens, Token } from './tokens.js'

/**
 * Sentiment of a whole review by the trained model: docs/sentiment.md. Time is linear in the tokens.
 * Without a word of opinion: score 0, NEUTRAL, confidence 0.
 * @param opinions of the text, in any order
 * @param layer    a catalogue's own last layer
 */
export function sentimentOf(
  tokens: readonly Token[],
  sentences: readonly SentenceTokens[],
  opinions: readonly Opinion[],
  layer: LastLayer = shippedLayer,
): Sentiment {
  return scored(sentimentFeatures(tokens, sentences, opinions), layer)
}

/** What the last layer sees of a text; one value for each of FEATURES. */
export function sentimentFeatures(
  tokens: readonly Token[],
  sentences: readonly SentenceTokens[],
  opinions: readonly Opinion[],
): Float64Array {
  return featuresOf(readSentences(tokens, sentences, opinions, ngramTables))
}
