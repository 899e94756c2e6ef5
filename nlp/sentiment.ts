import { labelOf, round4, type Sentiment } from './analysis.js'
import type { Evidence } from './evidence.js'
import type { SentenceTokens, Token } from './tagged.js'

/** What follows "but" weighs more than what precedes it. */
const BEFORE_BUT = 0.6
const AFTER_BUT = 1.3
/** Reviews open and close with their verdict. */
const FIRST_SENTENCE = 1.2
const LAST_SENTENCE = 1.4
/** Questions and conditions assert less. */
const UNCERTAIN = 0.5
/** Evidence (m) at which a review that says one thing only is sure of it by half. */
const HALF = 4

/** What a sentence says, before it is weighed against the others. */
export interface SentenceEvidence {
  readonly sentence: SentenceTokens
  readonly evidence: readonly Evidence[]
}

/**
 * Sentiment of a whole review. With x = Σ w·v over its evidence (w of the sentence and of the side of "but",
 * v the valence in context) and m = Σ w·|v|: score = x / √(x² + HALF² + m·HALF/2); confidence = |x| / (m + HALF).
 * No evidence: score 0, NEUTRAL, confidence 0.
 */
export function sentimentOf(tokens: readonly Token[], sentences: readonly SentenceEvidence[]): Sentiment {
  let sum = 0
  let mass = 0
  sentences.forEach(({ sentence, evidence }, i) => {
    const weight = sentenceWeight(tokens, sentence, i, sentences.length)
    const but = indexOfBut(tokens, sentence)
    for (const { from, valence } of evidence) {
      const side = but < 0 ? 1 : from < but ? BEFORE_BUT : AFTER_BUT
      sum += weight * side * valence
      mass += weight * side * Math.abs(valence)
    }
  })
  if (mass === 0) return { score: 0, label: 'NEUTRAL', confidence: 0 }
  const score = round4(sum / Math.sqrt(sum * sum + HALF * HALF + (mass * HALF) / 2))
  return { score, label: labelOf(score), confidence: round4(Math.abs(sum) / (mass + HALF)) }
}

function sentenceWeight(tokens: readonly Token[], { from, to }: SentenceTokens, index: number, count: number): number {
  const place = count === 1 ? 1 : index === count - 1 ? LAST_SENTENCE : index === 0 ? FIRST_SENTENCE : 1
  const uncertain = tokens[to - 1]?.word === '?' || tokens[from]?.word === 'if'
  return uncertain ? place * UNCERTAIN : place
}

function indexOfBut(tokens: readonly Token[], { from, to }: SentenceTokens): number {
  for (let i = to - 1; i > from; i--) if (tokens[i]?.word === 'but' || tokens[i]?.word === 'however') return i
  return -1
}
