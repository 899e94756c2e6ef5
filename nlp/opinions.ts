import { labelOf, type Opinion, round4, type Span } from './analysis.js'
import { canonicalOfSpan } from './aspects.js'
import { isNegated, negationOf } from './negation.js'
import { polarityOf } from './polarity.js'
import type { SentenceTokens, Token } from './tokens.js'
import { tripletsOf } from './triplets/triplets.js'

/** Aspect–opinion pairs of a text, in the order of their opinions. Time is linear in its tokens. */
export function opinionsOf(text: string, tokens: readonly Token[], sentences: readonly SentenceTokens[]): Opinion[] {
  return sentences.flatMap(sentence => {
    const reached = negationOf(tokens, sentence.from, sentence.to)
    return tripletsOf(text, tokens, sentence).map(({ aspect, opinion, probabilities }): Opinion => {
      const negated = isNegated(tokens, opinion, reached)
      const polarity = polarityOf(tokens, opinion, probabilities, negated)
      const about = spanOf(text, tokens, aspect)
      return {
        aspect: about,
        opinion: spanOf(text, tokens, opinion),
        canonicalAspect: canonicalOfSpan(about.text),
        polarity,
        label: labelOf(polarity),
        confidence: round4(1 - probabilities[0]),
        negated,
        sentence: spanOf(text, tokens, sentence),
      }
    })
  })
}

function spanOf(text: string, tokens: readonly Token[], { from, to }: SentenceTokens): Span {
  const start = tokens[from]?.start ?? 0
  const end = tokens[to - 1]?.end ?? start
  return { text: text.slice(start, end), start, end }
}
