import type { ReviewAnalysis } from './analysis.js'
import { languageOf } from './language.js'
import { legible } from './legible.js'
import { opinionsOf } from './opinions.js'
import { sentimentOf } from './sentiment.js'
import { tokenize } from './tokens.js'
import { versionOf } from './version.js'

/** Of the rules, the lexicons and the weights: two analyses compare only within one version. */
export const analyzerVersion = versionOf(new URL('./data/', import.meta.url))

/**
 * Reads a review: its sentiment, and what it says of what.
 * Any string is read, in time linear in its length; nothing is thrown. The same text gives the same answer.
 * A language other than English is named but not read: NEUTRAL, score and confidence 0, no opinions.
 */
export function analyze(text: string): ReviewAnalysis {
  const readable = legible(text)
  const language = languageOf(readable)
  if (language !== null && language !== 'en') {
    return { sentiment: { score: 0, label: 'NEUTRAL', confidence: 0 }, opinions: [], language, analyzerVersion }
  }
  const { tokens, sentences } = tokenize(readable)
  const opinions = opinionsOf(text, tokens, sentences)
  return { sentiment: sentimentOf(tokens, sentences, opinions), opinions, language, analyzerVersion }
}
