import type { Opinion } from './analysis.js'
import { evidenceOf } from './evidence.js'
import { opinionsOf } from './opinions.js'
import { tokenize } from './tagged.js'

/** Aspect–opinion pairs of a text by the rules of grammar. @param readable the text after `legible` */
export function ruleOpinions(text: string, readable: string): Opinion[] {
  const { tokens, sentences } = tokenize(readable)
  const read = sentences.map(sentence => ({ sentence, evidence: evidenceOf(tokens, sentence) }))
  return opinionsOf(text, tokens, read)
}
