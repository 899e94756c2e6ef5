import type { ReviewAnalysis } from './analysis.js'
import { evidenceOf } from './evidence.js'
import { languageOf } from './language.js'
import { legible } from './legible.js'
import { opinionsOf } from './opinions.js'
import { sentimentOf } from './sentiment.js'
import { tokenize } from './tagged.js'

/** Changes whenever the lexicon or a rule does: two analyses compare only within one version. */
export const analyzerVersion = 'rules-1'

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
  const read = sentences.map(sentence => ({ sentence, evidence: evidenceOf(tokens, sentence) }))
  return { sentiment: sentimentOf(tokens, read), opinions: opinionsOf(text, tokens, read), language, analyzerVersion }
}
