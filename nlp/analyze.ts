import type { Opinion, ReviewAnalysis } from './analysis.js'
import { languageOf } from './language.js'
import { legible } from './legible.js'
import { Lexicon, shippedLexicon } from './lexicon.js'
import { readLexicon } from './lexicon-file.js'
import { opinionsOf } from './opinions.js'
import { FEATURES } from './sentiment/features.js'
import { type LastLayer, scored } from './sentiment/score.js'
import { shippedLayer } from './sentiment/weights.js'
import { sentimentFeatures } from './sentiment.js'
import { tokenize } from './tokens.js'
import { digestOf, versionOf } from './version.js'

const data = new URL('./data/', import.meta.url)

/** Of the rules, the lexicons and the weights: two analyses compare only within one version. */
export const analyzerVersion = versionOf(data)

/**
 * Reads a review: its sentiment, and what it says of what.
 * Any string is read, in time linear in its length; nothing is thrown. The same text gives the same answer.
 * A language other than English is named but not read: NEUTRAL, score and confidence 0, no opinions.
 */
export const analyze = analyzerWith({})

/** What takes the place of what ships. */
export interface Replacements {
  /** A file in the format of nlp/data/lexicon.json. */
  readonly lexicon?: string
  /** A catalogue's own last layer of the sentiment model, fitted on `evidenceOf` its reviews. */
  readonly layer?: LastLayer
}

/**
 * `analyze` with something in the place of what ships; its answers have a version of their own.
 * @throws LexiconError for a lexicon that cannot be used
 */
export function analyzerWith({ lexicon, layer = shippedLayer }: Replacements): (text: string) => ReviewAnalysis {
  const words = lexicon === undefined ? shippedLexicon : new Lexicon(readLexicon(lexicon))
  const read = lexicon === undefined ? analyzerVersion : versionOf(data, { 'lexicon.json': lexicon })
  const version = layer === shippedLayer ? read : `${read}+${digestOf(JSON.stringify(layer))}`
  return text => {
    const { language, opinions, features } = readingOf(text, words)
    return { sentiment: scored(features, layer), opinions, language, analyzerVersion: version }
  }
}

/** What the last layer sees of a text: one value for each of FEATURES, all 0 where it says nothing or is not English. */
export function evidenceOf(text: string): Float64Array {
  return readingOf(text, shippedLexicon).features
}

const NOTHING = new Float64Array(FEATURES.length)

/** What a text says, before a last layer scores it; features all 0 where it is not English. */
function readingOf(
  text: string,
  lexicon: Lexicon,
): { readonly language: string | null; readonly opinions: readonly Opinion[]; readonly features: Float64Array } {
  const readable = legible(text)
  const language = languageOf(readable)
  if (language !== null && language !== 'en') return { language, opinions: [], features: NOTHING }
  const { tokens, sentences } = tokenize(readable)
  const reading = opinionsOf(text, tokens, sentences, lexicon)
  return { language, opinions: reading.opinions, features: sentimentFeatures(tokens, sentences, reading, lexicon) }
}
