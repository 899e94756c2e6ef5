import { NEUTRAL_BAND, round4 } from './analysis.js'
import { type Lexicon, shippedLexicon } from './lexicon.js'
import { holdsNegator, isSaidOfNothing } from './negation.js'
import type { SentenceTokens, Token } from './tokens.js'
import type { Probabilities } from './triplets/pairs.js'

/** Valence at which an opinion is 1/√2 strong; also that of one whose words the lexicon lacks. */
const HALF = 2
/** "not great" is milder than "terrible". */
const NEGATED = 0.6

/**
 * Polarity of an opinion. With p the network's probabilities and v, how strong the opinion's strongest word or expression
 * is by the lexicon (times its degree words, × 0.6 where negated): (p₊ − p₋) / (1 − p₀) · v / √(v² + 4).
 * Where the opinion holds a negator before that word and the network goes by the word alone ("isn't muddy" as blame), p₊ and
 * p₋ change places.
 * The likeliest class has its sign: a neutral one stays within ±0.0999, any other reaches ±0.1.
 * @returns in [-1, 1], rounded to 4 decimals
 */
export function polarityOf(
  tokens: readonly Token[],
  opinion: SentenceTokens,
  [none, praise, blame, neutral]: Probabilities,
  negated: boolean,
  lexicon: Lexicon = shippedLexicon,
): number {
  const { valence, degree, denied } = strongestOf(tokens, opinion, lexicon)
  const turned = denied && valence > 0 === praise > blame
  const [positive, negative] = turned ? [blame, praise] : [praise, blame]
  const strength = Math.abs(valence === 0 ? HALF : valence) * degree * (negated ? NEGATED : 1)
  const polarity = ((positive - negative) / (1 - none)) * (strength / Math.hypot(strength, HALF))
  if (neutral >= positive && neutral >= negative) return round4(polarity * (NEUTRAL_BAND - 1e-4))
  return round4(positive >= negative ? Math.max(NEUTRAL_BAND, polarity) : Math.min(-NEUTRAL_BAND, polarity))
}

/** Of an opinion by the lexicon. */
interface Strongest {
  /** Of its strongest word or expression; 0 where none is known. */
  readonly valence: number
  /** Product of its degree words. */
  readonly degree: number
  /** Whether the opinion holds a negator before that word, or is said of nothing. An expression is taken as it is: "can't stand" has its own. */
  readonly denied: boolean
}

function strongestOf(tokens: readonly Token[], { from, to }: SentenceTokens, lexicon: Lexicon): Strongest {
  let valence = 0
  let degree = 1
  let denied = false
  for (let at = from; at < to; at++) {
    const word = lexicon.of(tokens[at].form)
    const phrase = lexicon.phraseAt(tokens, at, to)
    const own = (phrase ?? word).valence ?? 0
    degree *= word.degree ?? 1
    if (Math.abs(own) > Math.abs(valence)) {
      valence = own
      denied =
        phrase === undefined && (holdsNegator(tokens, { from, to: at }, lexicon) || isSaidOfNothing(tokens, from))
    }
    if (phrase !== undefined) at += phrase.words.length - 1
  }
  return { valence, degree, denied }
}
