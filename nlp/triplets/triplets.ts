import type { SentenceTokens, Token } from '../tokens.js'
import { decode } from './decode.js'
import { mostCandidates } from './memory.js'
import { Network } from './network.js'
import type { Probabilities } from './pairs.js'
import type { PooledStates } from './states.js'
import { readWeights } from './weights.js'

/** What a sentence says of what: an aspect and an opinion, tokens from..to of the text each. */
export interface Triplet {
  readonly aspect: SentenceTokens
  readonly opinion: SentenceTokens
  readonly probabilities: Probabilities
}

let shipped: Network | undefined

/** The network as it ships. Its weights are read at the first sentence. */
function network(): Network {
  shipped ??= new Network(readWeights(new URL('../data/triplets.bin', import.meta.url)))
  return shipped
}

/**
 * Triplets of one sentence, in the order of their opinions, then aspects. Time is linear in its tokens.
 * @param states is told the states of its tokens
 */
export function tripletsOf(
  text: string,
  tokens: readonly Token[],
  sentence: SentenceTokens,
  states?: PooledStates,
): Triplet[] {
  const { shape } = network()
  const count = sentence.to - sentence.from
  const pairs = network().pairsOf(text, tokens, sentence, states)
  // No sentence says more than its candidates: the answer stays in proportion to the text.
  const found = decode(pairs, shape.threshold, count, mostCandidates(shape, count))
  const place = ({ first, last }: { first: number; last: number }): SentenceTokens => ({
    from: sentence.from + first,
    to: sentence.from + last + 1,
  })
  return found
    .map(({ aspect, opinion, probabilities }) => ({ aspect: place(aspect), opinion: place(opinion), probabilities }))
    .sort((a, b) => a.opinion.from - b.opinion.from || a.aspect.from - b.aspect.from)
}
