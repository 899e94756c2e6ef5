import { NEUTRAL_BAND, round4 } from './analysis.js'
import { degrees, entryOf, phrasesFrom } from './lexicon.js'
import type { SentenceTokens, Token } from './tokens.js'
import type { Probabilities } from './triplets/pairs.js'

/** Valence at which an opinion is 1/√2 strong; also that of one whose words the lexicon lacks. */
const HALF = 2
/** "not great" is milder than "terrible". */
const NEGATED = 0.6

/**
 * Polarity of an opinion. With p the network's probabilities and v, how strong the opinion's strongest word or expression
 * is by the lexicon (times its degree words, × 0.6 where negated): (p₊ − p₋) / (1 − p₀) · v / √(v² + 4).
 * The likeliest class has its sign: a neutral one stays within ±0.0999, any other reaches ±0.1.
 * @returns in [-1, 1], rounded to 4 decimals
 */
export function polarityOf(
  tokens: readonly Token[],
  opinion: SentenceTokens,
  p: Probabilities,
  negated: boolean,
): number {
  const [none, positive, negative, neutral] = p
  const strength = strengthOf(tokens, opinion) * (negated ? NEGATED : 1)
  const polarity = ((positive - negative) / (1 - none)) * (strength / Math.hypot(strength, HALF))
  if (neutral >= positive && neutral >= negative) return round4(polarity * (NEUTRAL_BAND - 1e-4))
  return round4(positive >= negative ? Math.max(NEUTRAL_BAND, polarity) : Math.min(-NEUTRAL_BAND, polarity))
}

/** |valence| of the strongest word or expression times the degree words of the opinion; 2 where none is known. */
function strengthOf(tokens: readonly Token[], { from, to }: SentenceTokens): number {
  let strongest = 0
  let degree = 1
  for (let at = from; at < to; at++) {
    const word = tokens[at]?.word ?? ''
    const phrase = phrasesFrom(word, tokens[at + 1]?.word ?? '')?.find(
      ({ words }) => at + words.length <= to && words.every((each, k) => tokens[at + k]?.word === each),
    )
    strongest = Math.max(strongest, Math.abs((phrase ?? entryOf(word, false))?.valence ?? 0))
    degree *= degrees.get(word) ?? 1
  }
  return (strongest === 0 ? HALF : strongest) * degree
}
