import type { Evidence } from './evidence.js'
import type { AspectMention } from './mentions.js'
import type { SentenceTokens, Token } from './tokens.js'

/** An aspect that an opinion was found to speak of, and how sure the rule is, in [0, 1]. */
export interface Pairing {
  readonly mention: AspectMention
  readonly certainty: number
}

/** The aspects that an opinion speaks of: none, one, or several joined by "and". */
export function aspectsOf(
  tokens: readonly Token[],
  sentence: SentenceTokens,
  mentions: readonly AspectMention[],
  said: Evidence,
  _topic: AspectMention | undefined,
): Pairing[] {
  const next = mentions.find(mention => mention.from >= said.to)
  if (next !== undefined && (next.from === said.to || said.kind === 'experiencer'))
    return [{ mention: next, certainty: 0.9 }]
  const before = mentions.findLast(mention => mention.to <= said.from && said.from - mention.to <= 4)
  if (before === undefined || before.canonical === null || sentence.to > tokens.length) return []
  return [{ mention: before, certainty: 0.8 }]
}
